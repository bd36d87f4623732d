namespace Microsoft.ML.Data;

/// <summary>Values of a vector column.</summary>
internal sealed class VectorColumnCache<T> : ColumnCache
{
    private readonly List<VBuffer<T>> _values = [];

    public override Action<int> Writer(DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<VBuffer<T>> read = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> value = default;
        return index =>
        {
            read(ref value);
            VBuffer<T> copy = index < _values.Count ? _values[index] : default;
            value.CopyTo(ref copy);
            if (index == _values.Count)
            {
                _values.Add(copy);
            }
            else
            {
                _values[index] = copy;
            }
        };
    }

    public override Delegate Getter(Func<int> index) =>
        (ValueGetter<VBuffer<T>>)((ref VBuffer<T> destination) => _values[index()].CopyTo(ref destination));
}
