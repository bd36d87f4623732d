using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Collects the values of a column.</summary>
internal sealed class TermMapBuilder<T>(PrimitiveDataViewType type, int maximum) : TermMapBuilder
{
    private readonly HashSet<T> _seen = new(TermComparer<T>.Equality);
    private readonly List<T> _terms = [];

    public override TermMap Finish(ValueToKeyMappingEstimator.KeyOrdinality ordinality)
    {
        if (ordinality == ValueToKeyMappingEstimator.KeyOrdinality.ByValue)
        {
            _terms.Sort(TermComparer<T>.Order);
        }

        return new TermMap<T>(type, [.. _terms]);
    }

    protected override Action Reader(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is not VectorDataViewType)
        {
            ValueGetter<T> read = row.GetGetter<T>(column);
            T value = default;
            return () =>
            {
                read(ref value);
                Add(value);
            };
        }

        ValueGetter<VBuffer<T>> readVector = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> vector = default;
        return () =>
        {
            readVector(ref vector);
            foreach (T item in vector.DenseValues())
            {
                Add(item);
            }
        };
    }

    private void Add(T value)
    {
        if (_terms.Count >= maximum || TermComparer<T>.IsMissing(value) || _seen.Contains(value))
        {
            return;
        }

        // Text read from a row may be overwritten with the next one.
        T own = value is ReadOnlyMemory<char> text ? (T)(object)text.ToString().AsMemory() : value;
        _seen.Add(own);
        _terms.Add(own);
    }
}
