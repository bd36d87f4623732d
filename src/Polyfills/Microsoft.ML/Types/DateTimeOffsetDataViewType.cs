namespace Microsoft.ML.Data;

/// <summary>Dates with a time and an offset from UTC, represented by <see cref="DateTimeOffset"/>.</summary>
public sealed class DateTimeOffsetDataViewType : PrimitiveDataViewType
{
    private DateTimeOffsetDataViewType()
        : base(typeof(DateTimeOffset))
    {
    }

    /// <summary>The only instance.</summary>
    public static DateTimeOffsetDataViewType Instance { get; } = new DateTimeOffsetDataViewType();

    /// <inheritdoc/>
    public override bool Equals(DataViewType other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override string ToString() => "DateTimeOffset";
}
