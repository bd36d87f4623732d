using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Rows;

/// <summary>Values without inner buffers: numbers, Boolean, keys, text.</summary>
internal sealed class ValueColumn<T>(string name, DataViewType type, T[] values, DataViewSchema.Annotations? annotations = null)
    : MemoryColumn(name, type, annotations)
{
    public override Delegate CreateGetter(Func<int> row) => (ValueGetter<T>)((ref T value) => value = values[row()]);
}
