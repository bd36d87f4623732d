using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Labels;

/// <summary>Labels False and True.</summary>
internal sealed class BooleanLabels : LabelType
{
    public override ReadOnlySpan<char> Text(Cell cell, Span<char> buffer) =>
        ((Cell<bool>)cell).Value ? bool.TrueString : bool.FalseString;

    public override int Compare(string a, string b) => string.CompareOrdinal(a, b);

    public override string[] Texts(DataViewSchema.Annotations annotations, string kind)
    {
        VBuffer<bool> values = default;
        annotations.GetValue(kind, ref values);
        return [.. values.DenseValues().Select(v => v.ToString())];
    }
}
