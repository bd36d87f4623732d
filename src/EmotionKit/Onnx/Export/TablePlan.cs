using EmotionKit.Bundles;
using EmotionKit.Trainers;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace EmotionKit.Onnx;

/// <summary>Which computations of a chain a graph holds, and which columns it is given: from the classifier back, whatever the graph can compute itself.</summary>
internal sealed class TablePlan
{
    private TablePlan(IReadOnlyList<TableLink>[] links, List<(int Before, TableColumn Column)> inputs)
    {
        Links = links;
        Inputs = inputs;
    }

    /// <summary>Per part what is computed in the graph, in order; none for parts that are not in it.</summary>
    public IReadOnlyList<TableLink>[] Links { get; }

    /// <summary>The columns that the graph is given, and the part before which they are as given.</summary>
    public IReadOnlyList<(int Before, TableColumn Column)> Inputs { get; }

    /// <param name="parts">A chain.</param>
    /// <param name="last">The classifier.</param>
    /// <param name="input">The columns before the chain; null where they are not known.</param>
    public static TablePlan Of(ITransformer[] parts, int last, DataViewSchema? input)
    {
        DataViewSchema[]? schemas = SchemasOf(parts, last, input);
        var outside = new HashSet<int>();
        // Every try that fails has put one more part outside.
        TablePlan? plan;
        do
            plan = Try(parts, last, schemas, outside);
        while (plan is null);
        return plan;
    }

    /// <summary>Plans with some parts left outside the graph; null where another one has to be there too, since what is made outside is made of its columns.</summary>
    private static TablePlan? Try(ITransformer[] parts, int last, DataViewSchema[]? schemas, HashSet<int> outside)
    {
        var links = new IReadOnlyList<TableLink>[last + 1];
        var given = new List<(int, TableColumn)>();
        var needed = new Dictionary<string, TableColumn>(StringComparer.Ordinal);
        var apart = new OutsideColumns();
        links[last] = TableLinks.Of(parts[last], schemas?[last]);
        Need(links[last]);
        for (int i = last - 1; i >= 0; i--)
        {
            TableLink[] used = needed.Count == 0 || outside.Contains(i)
                ? []
                : [.. TableLinks.Of(parts[i], schemas?[i]).Where(link => link.Outputs.Any(needed.ContainsKey))];
            links[i] = used;
            foreach (string output in used.SelectMany(link => link.Outputs))
                needed.Remove(output);
            TableColumn[] made = [.. needed.Values.Where(column => Writes(parts[i], i, column.Name, schemas))];
            string[] outer = [.. made.Select(column => column.Name).Union(apart.Read.Where(column => Writes(parts[i], i, column, schemas)))];
            if (used.Length > 0 && (outer.Length > 0 || Array.Exists(used, apart.Concerns)))
            {
                outside.Add(i);
                return null;
            }
            foreach (TableColumn column in made)
            {
                needed.Remove(column.Name);
                given.Add((i + 1, column));
            }
            if (outer.Length > 0)
                apart.Add(outer, ReadsOf(parts[i], schemas?[i], outer));
            Need(used);
        }
        given.AddRange(needed.Values.Select(column => (0, column)));
        return new TablePlan(links, [.. given.OrderBy(pair => pair.Item1).ThenBy(pair => schemas?[pair.Item1][pair.Item2.Name].Index)]);

        void Need(IEnumerable<TableLink> read)
        {
            foreach (TableColumn column in read.SelectMany(link => link.Inputs))
                needed.TryAdd(column.Name, column);
        }
    }

    private static DataViewSchema[]? SchemasOf(ITransformer[] parts, int last, DataViewSchema? input)
    {
        if (input is null)
            return null;
        var schemas = new DataViewSchema[last + 1];
        schemas[0] = input;
        for (int i = 0; i < last; i++)
            schemas[i + 1] = parts[i].GetOutputSchema(schemas[i]);
        return schemas;
    }

    private static bool Writes(ITransformer part, int at, string column, DataViewSchema[]? schemas)
    {
        if (schemas is not null)
        {
            return schemas[at].GetColumnOrNull(column) is not { } before
                || (schemas[at + 1][column].Index != before.Index && part is not ColumnSelectingTransformer);
        }
        return ColumnsOf(part) is not { } columns
            || columns.Contains(column)
            || (TableLinks.IsClassifier(part) && column is ScoreColumns.Score or ScoreColumns.Probability or ScoreColumns.PredictedLabel);
    }

    /// <summary>The columns that a part makes others of; null where that may be any.</summary>
    private static IEnumerable<string>? ReadsOf(ITransformer part, DataViewSchema? before, string[] made)
    {
        if (before is null)
            return ColumnsOf(part);
        if (!part.IsRowToRowMapper)
            return null;
        IRowToRowMapper mapper = part.GetRowToRowMapper(before);
        return mapper.GetDependencies(made.Select(name => mapper.OutputSchema[name])).Select(column => column.Name);
    }

    /// <summary>The columns that a component says it reads and writes; null for what is not one of EmotionKit.</summary>
    private static IEnumerable<string>? ColumnsOf(ITransformer part)
    {
        if (part is not IBundledComponent component)
            return null;
        var saved = new ComponentWriter(new MLContext().Model);
        component.Save(saved);
        return saved.Columns.Values;
    }
}
