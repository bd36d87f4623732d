namespace Microsoft.ML.Data;

/// <summary>Values of a column that is not a vector.</summary>
internal sealed class ScalarColumnCache<T> : ColumnCache
{
    private readonly List<T> _values = [];

    public override Action<int> Writer(DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<T> read = row.GetGetter<T>(column);
        T value = default;
        return index =>
        {
            read(ref value);
            if (index == _values.Count)
            {
                _values.Add(value);
            }
            else
            {
                _values[index] = value;
            }
        };
    }

    public override Delegate Getter(Func<int> index) => (ValueGetter<T>)((ref T destination) => destination = _values[index()]);
}
