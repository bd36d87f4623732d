using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Credit;

/// <summary>Collects a column's values.</summary>
internal abstract class ColumnStore
{
    /// <summary>Whether columns of a type can be held: single values of any kind, and vectors of Single.</summary>
    public static bool Holds(DataViewType type) =>
        type is PrimitiveDataViewType || (type is VectorDataViewType vector && vector.ItemType.RawType == typeof(float));

    public static ColumnStore Create(DataViewSchema.Column column)
    {
        Type store = column.Type is VectorDataViewType ? typeof(Vectors) : typeof(Values<>).MakeGenericType(column.Type.RawType);
        return (ColumnStore)Activator.CreateInstance(store, column)!;
    }

    public abstract void Open(DataViewRow row);

    public abstract void Add();

    public abstract MemoryColumn Take();

    private sealed class Values<T>(DataViewSchema.Column column) : ColumnStore
    {
        private readonly List<T> _values = [];
        private ValueGetter<T>? _get;

        public override void Open(DataViewRow row) => _get = row.GetGetter<T>(column);

        public override void Add()
        {
            T value = default!;
            _get!(ref value);
            // The memory of a text is the cursor's own.
            if (value is ReadOnlyMemory<char> text)
                value = (T)(object)text.ToString().AsMemory();
            _values.Add(value);
        }

        public override MemoryColumn Take() => new ValueColumn<T>(column.Name, column.Type, [.. _values], column.Annotations);
    }

    private sealed class Vectors(DataViewSchema.Column column) : ColumnStore
    {
        private readonly List<float[]> _values = [];
        private ValueGetter<VBuffer<float>>? _get;
        private VBuffer<float> _value;

        public override void Open(DataViewRow row) => _get = row.GetGetter<VBuffer<float>>(column);

        public override void Add()
        {
            _get!(ref _value);
            _values.Add([.. _value.DenseValues()]);
        }

        public override MemoryColumn Take() => new VectorColumn(column, [.. _values]);
    }

    private sealed class VectorColumn(DataViewSchema.Column column, float[][] values) : MemoryColumn(column.Name, column.Type, column.Annotations)
    {
        public override Delegate CreateGetter(Func<int> row) => (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) =>
        {
            float[] own = values[row()];
            own.CopyTo(Rows.Vectors.Resize(ref value, own.Length));
        });
    }
}
