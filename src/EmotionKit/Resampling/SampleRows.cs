using EmotionKit.Labels;
using EmotionKit.Rows;
using EmotionKit.Trainers;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tabular;

/// <summary>The rows of a view as they are resampled, and back again.</summary>
internal sealed class SampleRows
{
    public const string Component = "WithResampling";

    private readonly int[] _sourceRows;
    private readonly DataViewSchema.Column _features;

    private SampleRows(SampleSet samples, int[] sourceRows, DataViewSchema.Column features)
    {
        Samples = samples;
        _sourceRows = sourceRows;
        _features = features;
    }

    public static TypeRule LabelRule { get; } = new(
        "Boolean, Key<UInt32>, Text or a number",
        (kind, item, isKey) => kind == SchemaShape.Column.VectorKind.Scalar && (!isKey || item == typeof(uint)));

    /// <summary>The rows that have a class. Their origin is their place among the rows of the view.</summary>
    public SampleSet Samples { get; }

    /// <exception cref="ArgumentException">A column is missing or of a wrong type.</exception>
    public static SampleRows Read(IDataView data, ResamplingOptions options, CancellationToken cancellation)
    {
        DataViewSchema.Column features = ColumnLookup.Find(data.Schema, options.FeatureColumnName, TypeRule.KnownSingleVector, Component);
        DataViewSchema.Column label = ColumnLookup.Find(data.Schema, options.LabelColumnName, LabelRule, Component);
        int width = ((VectorDataViewType)features.Type).Size;
        var rows = new FeatureRows(width, data.GetRowCount());
        var labels = new List<int>();
        var sourceRows = new List<int>();
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        using DataViewRowCursor cursor = data.GetRowCursor([label, features]);
        var readLabel = new LabelReader(cursor, label, Component);
        var readFeatures = new NumberReader(cursor, features);
        for (int row = 0; cursor.MoveNext(); row++)
        {
            cancellation.ThrowIfCancellationRequested();
            string name = readLabel.Read();
            if (name.Length == 0)
                continue;
            if (!numbers.TryGetValue(name, out int number))
                numbers.Add(name, number = numbers.Count);
            labels.Add(number);
            sourceRows.Add(row);
            rows.Add(readFeatures.Read());
        }
        // In the order of their names, so that what is drawn does not depend on which class comes first.
        string[] names = [.. numbers.Keys.Order(StringComparer.Ordinal)];
        int[] renumbered = new int[names.Length];
        for (int i = 0; i < names.Length; i++)
            renumbered[numbers[names[i]]] = i;
        var samples = new SampleSet
        {
            Features = rows.Take(Component),
            Columns = width,
            Labels = [.. labels.Select(number => renumbered[number])],
            ClassNames = names,
            Origin = [.. sourceRows],
            ColumnNames = ColumnAnnotations.FindNames(features, ColumnAnnotations.SlotNames),
        };
        return new SampleRows(samples, [.. sourceRows], features);
    }

    /// <summary>Resampled rows with the columns of their source: features as they were resampled, every other column that of the row that a row is or was
    /// made from.</summary>
    public IDataView View(IDataView source, SampleSet resampled, CancellationToken cancellation)
    {
        int sourceRows = _sourceRows.Length == 0 ? 0 : _sourceRows[^1] + 1;
        MemoryColumn[] columns = [.. source.Schema.Select(column => column.Index == _features.Index
            ? new RowsColumn(column.Name, (VectorDataViewType)column.Type, resampled.Features)
            : OriginColumn.Create(source, column, resampled.Origin, sourceRows, cancellation))];
        return new MemoryView(source.Schema, columns, resampled.Rows);
    }
}
