namespace Microsoft.ML.Data;

/// <summary>
/// Categories, stored as unsigned integers from 1 to <see cref="Count"/>; 0 is a missing value.
/// </summary>
public sealed class KeyDataViewType : PrimitiveDataViewType
{
    /// <summary>Creates a key type.</summary>
    /// <param name="type">The representation: <see cref="byte"/>, <see cref="ushort"/>, <see cref="uint"/> or <see cref="ulong"/>.</param>
    /// <param name="count">The number of categories, at least 1 and at most the representation's maximum.</param>
    /// <exception cref="ArgumentOutOfRangeException">The representation or the count is out of range.</exception>
    public KeyDataViewType(Type type, ulong count)
        : base(type)
    {
        if (!IsValidDataType(type))
        {
            throw Contracts.ExceptParam(nameof(type), $"Type is not valid, it must be Byte, UInt16, UInt32, or UInt64, but is {type.Name}.");
        }

        if (count == 0 || count > MaxCount(type))
        {
            throw Contracts.ExceptParam(nameof(count), $"The cardinality of a {nameof(KeyDataViewType)} must be strictly positive and not exceed {type.Name}.MaxValue, but got {count}.");
        }

        Count = count;
    }

    /// <summary>Creates a key type.</summary>
    /// <param name="type">The representation: <see cref="byte"/>, <see cref="ushort"/>, <see cref="uint"/> or <see cref="ulong"/>.</param>
    /// <param name="count">The number of categories, at least 1 and at most the representation's maximum.</param>
    /// <exception cref="ArgumentOutOfRangeException">The representation or the count is out of range.</exception>
    public KeyDataViewType(Type type, int count)
        : this(type, count > 0 ? (ulong)count : 0)
    {
    }

    /// <summary>The number of categories.</summary>
    public ulong Count { get; }

    /// <summary>Whether a .NET type can represent keys.</summary>
    /// <param name="type">The type in question.</param>
    /// <returns>True for the four unsigned integer types.</returns>
    public static bool IsValidDataType(Type type) =>
        type == typeof(byte) || type == typeof(ushort) || type == typeof(uint) || type == typeof(ulong);

    /// <inheritdoc/>
    public override bool Equals(DataViewType other) =>
        other is KeyDataViewType key && key.RawType == RawType && key.Count == Count;

    /// <inheritdoc/>
    public override bool Equals(object other) => other is DataViewType type && Equals(type);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(RawType, Count);

    /// <inheritdoc/>
    public override string ToString() => $"Key<{RawType.Name}, 0-{Count - 1}>";

    private static ulong MaxCount(Type type)
    {
        if (type == typeof(byte))
        {
            return byte.MaxValue;
        }

        if (type == typeof(ushort))
        {
            return ushort.MaxValue;
        }

        return type == typeof(uint) ? uint.MaxValue : ulong.MaxValue;
    }
}
