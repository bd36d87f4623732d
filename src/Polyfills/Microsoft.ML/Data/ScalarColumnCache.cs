namespace Microsoft.ML.Data;

/// <summary>All values of a column that is not a vector.</summary>
internal sealed class ScalarColumnCache<T> : ColumnCache
{
    private readonly List<T> _values = [];

    public override Action Appender(DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<T> read = row.GetGetter<T>(column);
        T value = default;
        return () =>
        {
            read(ref value);
            _values.Add(value);
        };
    }

    public override Delegate Getter(Func<int> index) => (ValueGetter<T>)((ref T destination) => destination = _values[index()]);
}
