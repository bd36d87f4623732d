namespace Microsoft.ML.Data;

/// <summary>A 128-bit identifier of a row.</summary>
public readonly struct DataViewRowId : IComparable<DataViewRowId>, IEquatable<DataViewRowId>
{
    /// <summary>The low half.</summary>
    public readonly ulong Low;

    /// <summary>The high half.</summary>
    public readonly ulong High;

    /// <summary>Creates an identifier of two halves.</summary>
    /// <param name="low">The low half.</param>
    /// <param name="high">The high half.</param>
    public DataViewRowId(ulong low, ulong high)
    {
        Low = low;
        High = high;
    }

    /// <inheritdoc/>
    public int CompareTo(DataViewRowId other) => High != other.High ? High.CompareTo(other.High) : Low.CompareTo(other.Low);

    /// <inheritdoc/>
    public bool Equals(DataViewRowId other) => Low == other.Low && High == other.High;

    /// <inheritdoc/>
    public override bool Equals(object obj) => obj is DataViewRowId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Low, High);

    /// <inheritdoc/>
    public override string ToString() => $"{High:x16}{Low:x16}";
}
