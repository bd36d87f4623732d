namespace Microsoft.ML.Data;

/// <summary>Dates with a time, represented by <see cref="DateTime"/>.</summary>
public sealed class DateTimeDataViewType : PrimitiveDataViewType
{
    private DateTimeDataViewType()
        : base(typeof(DateTime))
    {
    }

    /// <summary>The only instance.</summary>
    public static DateTimeDataViewType Instance { get; } = new DateTimeDataViewType();

    /// <inheritdoc/>
    public override bool Equals(DataViewType other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override string ToString() => "DateTime";
}
