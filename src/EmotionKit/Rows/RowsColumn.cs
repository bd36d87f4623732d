using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Rows;

/// <summary>Vectors of Single of one size, one behind the other.</summary>
internal sealed class RowsColumn(string name, VectorDataViewType type, float[] values, DataViewSchema.Annotations? annotations = null)
    : MemoryColumn(name, type, annotations)
{
    private readonly int _width = type.Size;

    /// <summary>[row, slot].</summary>
    public float[] Values => values;

    public override Delegate CreateGetter(Func<int> row) => (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) =>
        values.AsSpan(row() * _width, _width).CopyTo(Vectors.Resize(ref value, _width)));
}
