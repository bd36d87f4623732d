namespace Microsoft.ML.Data;

/// <summary>All values of a vector column.</summary>
internal sealed class VectorColumnCache<T> : ColumnCache
{
    private readonly List<VBuffer<T>> _values = [];

    public override Action Appender(DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<VBuffer<T>> read = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> value = default;
        return () =>
        {
            read(ref value);
            VBuffer<T> copy = default;
            value.CopyTo(ref copy);
            _values.Add(copy);
        };
    }

    public override Delegate Getter(Func<int> index) =>
        (ValueGetter<VBuffer<T>>)((ref VBuffer<T> destination) => _values[index()].CopyTo(ref destination));
}
