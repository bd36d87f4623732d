using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Labels;

/// <summary>Labels that are text.</summary>
internal sealed class TextLabels : LabelType
{
    public override ReadOnlySpan<char> Text(Cell cell, Span<char> buffer) => ((Cell<ReadOnlyMemory<char>>)cell).Value.Span;

    public override int Compare(string a, string b) => string.CompareOrdinal(a, b);

    public override string[] Texts(DataViewSchema.Annotations annotations, string kind)
    {
        VBuffer<ReadOnlyMemory<char>> values = default;
        annotations.GetValue(kind, ref values);
        return [.. values.DenseValues().Select(v => v.ToString())];
    }
}
