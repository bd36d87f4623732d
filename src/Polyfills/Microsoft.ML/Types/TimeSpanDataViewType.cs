namespace Microsoft.ML.Data;

/// <summary>Durations, represented by <see cref="TimeSpan"/>.</summary>
public sealed class TimeSpanDataViewType : PrimitiveDataViewType
{
    private TimeSpanDataViewType()
        : base(typeof(TimeSpan))
    {
    }

    /// <summary>The only instance.</summary>
    public static TimeSpanDataViewType Instance { get; } = new TimeSpanDataViewType();

    /// <inheritdoc/>
    public override bool Equals(DataViewType other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override string ToString() => "TimeSpan";
}
