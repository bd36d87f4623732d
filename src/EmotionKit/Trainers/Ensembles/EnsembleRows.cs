using EmotionKit.Evaluation;
using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Trainers;

/// <summary>The rows that an ensemble's members learn from, read once and held in memory; members see any selection of them as a view.</summary>
internal sealed class EnsembleRows
{
    private EnsembleRows(TrainingColumns columns, TrainingSet rows, float[] features, int width, DataViewSchema schema)
    {
        Columns = columns;
        Rows = rows;
        Features = features;
        Width = width;
        Schema = schema;
    }

    public TrainingColumns Columns { get; }

    /// <summary>Labels, weights and groups. Its features are those that were read.</summary>
    public TrainingSet Rows { get; }

    /// <summary>[row, column], those of <see cref="Schema"/>.</summary>
    public float[] Features { get; }

    public int Width { get; }

    /// <summary>Features, label and, where there are such, weight and group (as text), named and typed as in the data.</summary>
    public DataViewSchema Schema { get; }

    public int Count => Rows.Rows;

    public ReadOnlySpan<float> Row(int row) => Features.AsSpan(row * Width, Width);

    /// <exception cref="ArgumentException">A column is missing or of a wrong type, no row has a label, or all have the same.</exception>
    /// <exception cref="RowException">A feature is infinite, or a weight is negative or not finite.</exception>
    public static EnsembleRows Read(IDataView data, TrainingColumns columns, CancellationToken cancellation)
    {
        // Which values a member understands is its own business; it says so.
        columns = columns with { AllowsMissing = true };
        var rows = TrainingSet.Read(data, columns, cancellation);
        RequireClasses(rows, columns);
        (DataViewSchema.Column label, DataViewSchema.Column features, _) = columns.Find(data.Schema);
        var builder = new DataViewSchema.Builder();
        builder.AddColumn(columns.Features, features.Type, features.Annotations);
        builder.AddColumn(columns.Label, label.Type, label.Annotations);
        if (columns.Weight is not null)
            builder.AddColumn(columns.Weight, NumberDataViewType.Single);
        if (columns.Group is not null)
            builder.AddColumn(columns.Group, TextDataViewType.Instance);
        return new EnsembleRows(columns, rows, rows.FeatureArray, rows.Columns, builder.ToSchema());
    }

    /// <summary>The same rows with other features.</summary>
    public EnsembleRows WithFeatures(float[] features, string[] names)
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumn(Columns.Features, Vectors.Known(names.Length), ColumnAnnotations.OfSlots(names));
        for (int i = 1; i < Schema.Count; i++)
            builder.AddColumn(Schema[i].Name, Schema[i].Type, Schema[i].Annotations);
        return new EnsembleRows(Columns, Rows, features, names.Length, builder.ToSchema());
    }

    /// <summary>The fold of each row: every fold has its share of each class, and rows of one group are in one fold.</summary>
    public int[] Folds(int folds, long seed)
    {
        int[] numbers = new int[Count];
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < numbers.Length; i++)
        {
            // A row whose group is not known is a group of its own.
            numbers[i] = Rows.Groups.Length == 0 || Rows.Groups[i].Length == 0 ? -1 - i : Number(known, Rows.Groups[i]);
        }
        var names = new SplitNames
        {
            Labels = $"{Columns.Component}: column '{Columns.Label}'",
            Classes = Rows.ClassNames ?? (Columns.Task == ClassificationTask.Binary ? [bool.FalseString, bool.TrueString] : null),
            Units = Rows.Groups.Length == 0 ? "rows" : "groups",
        };
        return GroupedSplit.Folds(Rows.Labels, GroupedSplit.Units(numbers, []), folds, seed, names);
    }

    /// <summary>A view of the given rows, in this order, repeats included.</summary>
    public IDataView View(int[] rows) => new EnsembleView(this, rows);

    /// <summary>A view of all rows.</summary>
    public IDataView View() => new EnsembleView(this, null);

    private static int Number(Dictionary<string, int> known, string group)
    {
        if (!known.TryGetValue(group, out int number))
            known.Add(group, number = known.Count);
        return number;
    }

    private static void RequireClasses(TrainingSet rows, TrainingColumns columns)
    {
        foreach (int label in rows.Labels)
        {
            if (label != rows.Labels[0])
                return;
        }
        string only = rows.ClassNames is { } names ? $"'{names[rows.Labels[0]]}'" : columns.Task == ClassificationTask.Binary ? (rows.Labels[0] == 1).ToString() : $"{rows.Labels[0] + 1}";
        throw new ArgumentException($"{columns.Component}: column '{columns.Label}': expected rows of at least two classes, got only {only}.");
    }
}
