using EmotionKit.Evaluation;
using EmotionKit.Labels;
using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Credit;

/// <summary>The population stability index of the columns of two sets.</summary>
internal static class StabilityTable
{
    public static IReadOnlyList<KeyValuePair<string, PopulationStability>> Compute(IDataView expected, IDataView actual, int bins)
    {
        var result = new List<KeyValuePair<string, PopulationStability>>();
        foreach (DataViewSchema.Column column in expected.Schema.Where(c => !c.IsHidden))
        {
            if (actual.Schema.GetColumnOrNull(column.Name) is not { } other || !other.Type.Equals(column.Type))
                continue;
            if (column.Type is NumberDataViewType && column.Type.RawType == typeof(float))
                result.Add(new(column.Name, PopulationStability.OfNumbers(Numbers(expected, column), Numbers(actual, other), bins)));
            else if (column.Type is TextDataViewType or BooleanDataViewType or KeyDataViewType)
                result.Add(new(column.Name, PopulationStability.OfCategories(Texts(expected, column), Texts(actual, other))));
        }
        if (result.Count == 0)
            throw new ArgumentException("PopulationStability: expected columns of Single, Text, Boolean or keys that both sets have, found none.");
        return [.. result.OrderByDescending(r => r.Value.Index)];
    }

    private static double[] Numbers(IDataView data, DataViewSchema.Column column)
    {
        var values = new List<double>();
        using DataViewRowCursor cursor = data.GetRowCursor([column]);
        ValueGetter<float> get = cursor.GetGetter<float>(column);
        float value = 0;
        while (cursor.MoveNext())
        {
            get(ref value);
            values.Add(value);
        }
        return [.. values];
    }

    private static string?[] Texts(IDataView data, DataViewSchema.Column column)
    {
        var values = new List<string?>();
        using DataViewRowCursor cursor = data.GetRowCursor([column]);
        var reader = new LabelReader(cursor, column, "PopulationStability");
        while (cursor.MoveNext())
            values.Add(reader.Read());
        return [.. values];
    }
}
