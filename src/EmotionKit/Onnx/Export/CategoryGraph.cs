using System.Globalization;
using EmotionKit.Tabular;
using Microsoft.ML.Data;

namespace EmotionKit.Onnx;

/// <summary>Writes the encoders of categories: a lookup from the category to a number of a row, and a table of rows or a slot for each number.</summary>
internal static class CategoryGraph
{
    private const int Int64 = 7;

    /// <summary>Whether categories of a type can be looked up.</summary>
    public static bool CanRead(DataViewType type) =>
        type is TextDataViewType or BooleanDataViewType || (type is NumberDataViewType && type.RawType != typeof(double) && type.RawType != typeof(ulong));

    /// <summary>What a category becomes, (batch, slots).</summary>
    /// <param name="writer">The graph.</param>
    /// <param name="column">What was learned of the column.</param>
    /// <param name="encoding">How categories become numbers.</param>
    /// <param name="type">The column's type.</param>
    /// <param name="x">Its values, (batch, 1).</param>
    public static string Add(OnnxGraphWriter writer, EncodedColumn column, CategoryEncoding encoding, DataViewType type, string x)
    {
        int known = column.Categories.Length;
        string flat = writer.Node("Squeeze", [x, writer.Integers(1)]);
        if (encoding != CategoryEncoding.OneHot)
        {
            string row = Lookup(writer, column.Categories, type, flat, missing: known, unseen: known + 1);
            string rows = writer.Constant("categories", column.Values, known + 2, column.Values.Length / (known + 2));
            return writer.Node("Gather", [rows, row], OnnxAttribute.Int("axis", 0));
        }
        // Beyond the last slot there is none: all are 0.
        int none = column.Slots;
        string slot = Lookup(writer, column.Categories, type, flat,
            missing: column.SlotOf(0) is >= 0 and int missing ? missing : none, unseen: column.SlotOf(-1) is >= 0 and int other ? other : none);
        return writer.Node("OneHot", [slot, writer.ScalarInt64(column.Slots), writer.Constant("off_on", [0, 1], 2)], OnnxAttribute.Int("axis", -1));
    }

    private static string Lookup(OnnxGraphWriter writer, string[] categories, DataViewType type, string x, int missing, int unseen)
    {
        long[] numbers = [.. Enumerable.Range(0, categories.Length).Select(i => (long)i)];
        if (type is TextDataViewType)
        {
            return Encode(writer, x, OnnxAttribute.Texts("keys_strings", [.. categories, ""]), [.. numbers, missing], unseen);
        }
        if (type.RawType == typeof(float))
        {
            float[] keys = Array.ConvertAll(categories, text => float.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture));
            string number = Encode(writer, x, OnnxAttribute.Floats("keys_floats", keys), numbers, unseen);
            return writer.Node("Where", [writer.Node("IsNaN", [x]), writer.ScalarInt64(missing), number]);
        }
        long[] whole = Array.ConvertAll(categories, text => type is BooleanDataViewType ? (bool.Parse(text) ? 1 : 0) : long.Parse(text, CultureInfo.InvariantCulture));
        return Encode(writer, writer.Node("Cast", [x], OnnxAttribute.Int("to", Int64)), OnnxAttribute.Ints("keys_int64s", whole), numbers, unseen);
    }

    private static string Encode(OnnxGraphWriter writer, string x, OnnxAttribute keys, long[] values, int unseen) =>
        writer.MLNode("LabelEncoder", [x], keys, OnnxAttribute.Ints("values_int64s", values), OnnxAttribute.Int("default_int64", unseen));
}
