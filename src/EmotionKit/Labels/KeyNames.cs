using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Labels;

/// <summary>The names behind the keys of a column.</summary>
internal static class KeyNames
{
    /// <summary>The KeyValues of a key column as text; null where it has none, or of a type without text.</summary>
    public static string[]? Find(DataViewSchema.Column column)
    {
        if (column.Annotations.Schema.GetColumnOrNull(ColumnAnnotations.KeyValues)?.Type is not VectorDataViewType values)
            return null;
        return LabelType.Of(values.ItemType)?.Texts(column.Annotations, ColumnAnnotations.KeyValues);
    }

    /// <summary>The KeyValues, or "1" to the number of keys where there are none.</summary>
    public static string[] Of(DataViewSchema.Column column)
    {
        if (Find(column) is { } names)
            return names;
        int count = checked((int)((KeyDataViewType)column.Type).Count);
        string[] numbers = new string[count];
        for (int i = 0; i < count; i++)
            numbers[i] = (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return numbers;
    }
}
