using System.Globalization;
using System.Numerics;
using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Labels;

/// <summary>Labels that are numbers, in invariant notation; NaN is missing.</summary>
internal sealed class NumberLabels<T> : LabelType
    where T : struct, INumber<T>
{
    public override ReadOnlySpan<char> Text(Cell cell, Span<char> buffer)
    {
        T value = ((Cell<T>)cell).Value;
        if (T.IsNaN(value))
            return [];
        // Of the two zeros one would be another class.
        value = T.IsZero(value) ? T.Zero : value;
        return value.TryFormat(buffer, out int length, default, CultureInfo.InvariantCulture)
            ? buffer[..length]
            : throw new InvalidOperationException($"a number of more than {buffer.Length} characters.");
    }

    public override int Compare(string a, string b) => Parse(a).CompareTo(Parse(b));

    public override string[] Texts(DataViewSchema.Annotations annotations, string kind)
    {
        VBuffer<T> values = default;
        annotations.GetValue(kind, ref values);
        return [.. values.DenseValues().Select(v => v.ToString(null, CultureInfo.InvariantCulture))];
    }

    private static T Parse(string text) => T.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
