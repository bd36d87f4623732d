using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Onnx;

/// <summary>Finds out which columns ML.NET's Concatenate and CopyColumns put one behind the other. Their public surface does not say so: they are given
/// one row whose numbers name their places, and what comes out is read.</summary>
internal static class JoinedColumns
{
    /// <summary>The columns that a component joins; none where they are not of Single.</summary>
    public static IReadOnlyList<TableLink> Of(ITransformer part, DataViewSchema schema)
    {
        IRowToRowMapper mapper = part.GetRowToRowMapper(schema);
        DataViewSchema after = mapper.OutputSchema;
        var links = new List<TableLink>();
        foreach (DataViewSchema.Column output in after)
        {
            if (output.IsHidden || output.Index < schema.Count)
                continue;
            TableColumn[] sources = [.. mapper.GetDependencies([output]).Select(column => new TableColumn(column.Name, column.Type))];
            if (sources.Length > 0 && Array.TrueForAll(sources, source => WidthOf(source.Type) > 0) && WidthOf(output.Type) > 0)
                links.Add(new TableLink(part, InOrder(part, sources, output.Name), [output.Name]));
        }
        return links;
    }

    /// <summary>Numbers of a column of Single of known size; 0 for any other.</summary>
    public static int WidthOf(DataViewType type) => type switch
    {
        NumberDataViewType when type.RawType == typeof(float) => 1,
        VectorDataViewType vector when vector.ItemType.RawType == typeof(float) => vector.Size,
        _ => 0,
    };

    private static List<TableColumn> InOrder(ITransformer part, TableColumn[] sources, string output)
    {
        var columns = new MemoryColumn[sources.Length];
        var byFirstPlace = new Dictionary<float, TableColumn>();
        int place = 0;
        for (int i = 0; i < sources.Length; i++)
        {
            float[] places = [.. Enumerable.Range(place, WidthOf(sources[i].Type)).Select(at => (float)at)];
            byFirstPlace.Add(place, sources[i]);
            columns[i] = sources[i].Type is VectorDataViewType vector
                ? new RowsColumn(sources[i].Name, vector, places)
                : new ValueColumn<float>(sources[i].Name, sources[i].Type, places);
            place += places.Length;
        }
        var order = new List<TableColumn>();
        foreach (float value in Row(part.Transform(new MemoryView(columns, rows: 1)), output))
        {
            if (byFirstPlace.TryGetValue(value, out TableColumn? first))
                order.Add(first);
        }
        return order;
    }

    private static float[] Row(IDataView joined, string output)
    {
        DataViewSchema.Column column = joined.Schema[output];
        using DataViewRowCursor cursor = joined.GetRowCursor([column]);
        if (column.Type is not VectorDataViewType)
        {
            float value = 0;
            ValueGetter<float> scalar = cursor.GetGetter<float>(column);
            cursor.MoveNext();
            scalar(ref value);
            return [value];
        }
        VBuffer<float> values = default;
        ValueGetter<VBuffer<float>> getter = cursor.GetGetter<VBuffer<float>>(column);
        cursor.MoveNext();
        getter(ref values);
        return [.. values.DenseValues()];
    }
}
