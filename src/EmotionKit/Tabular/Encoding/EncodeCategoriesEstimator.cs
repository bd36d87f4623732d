using EmotionKit.Labels;
using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tabular;

/// <summary>Learns the categories of columns; see <c>ml.Transforms.EncodeCategories</c>.</summary>
public sealed class EncodeCategoriesEstimator : RowEstimator<EncodeCategoriesTransformer>
{
    private readonly CancellationToken _cancellation;

    internal EncodeCategoriesEstimator(IReadOnlyList<InputOutputColumnPair> columns, EncodeCategoriesOptions options, CancellationToken cancellation)
    {
        if (columns.Count == 0)
            throw new ArgumentException("columns: expected at least one, got none.", nameof(columns));
        options.Validate();
        Outputs = [.. columns.Select(pair => pair.OutputColumnName)];
        Inputs = [.. columns.Select(pair => pair.InputColumnName)];
        if (Outputs.Distinct(StringComparer.Ordinal).Count() != Outputs.Length)
            throw new ArgumentException($"columns: expected different names of the output columns, got {string.Join(", ", Outputs)}.", nameof(columns));
        Options = options;
        _cancellation = cancellation;
    }

    internal string[] Outputs { get; }

    internal string[] Inputs { get; }

    internal EncodeCategoriesOptions Options { get; }

    internal override string ComponentName => EncodeCategoriesTransformer.Name;

    /// <summary>Reads the columns once and learns their categories.</summary>
    /// <exception cref="ArgumentException">A column is missing or of a wrong type, there are no rows, or all values of a column are missing.</exception>
    /// <exception cref="InvalidOperationException">The encoding learns from the label, and is not used with <c>AppendOutOfFold</c>.</exception>
    /// <exception cref="OperationCanceledException">The token that the estimator was made with was cancelled.</exception>
    public override EncodeCategoriesTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        CategoryRows rows = Read(input);
        if (Options is { UsesLabel: true, InSample: false })
        {
            throw new InvalidOperationException(
                $"{ComponentName}: the encoding {Options.Encoding} learns from the label, and a trainer would find the label again in the rows that it is trained on. "
                + "Append the trainer with AppendOutOfFold, or set InSample where that is wanted.");
        }
        return Learn(input.Schema, rows);
    }

    internal CategoryRows Read(IDataView input) =>
        CategoryRows.Read(input, Inputs, Options.UsesLabel ? Options.LabelColumnName : null, ComponentName, _cancellation);

    internal EncodeCategoriesTransformer Learn(DataViewSchema schema, CategoryRows rows)
    {
        if (Options.Encoding == CategoryEncoding.WeightOfEvidence && rows.Classes is null && Array.Exists(rows.Labels, label => label is not (0 or 1)))
            throw new ArgumentException($"{ComponentName}: column '{Options.LabelColumnName}': expected labels 0 and 1 for weights of evidence, found others: give classes as a key (EncodeLabel), or encode by Target.");
        var columns = new EncodedColumn[Inputs.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            try
            {
                columns[i] = CategoryLearner.Learn(rows, i, schema[Inputs[i]].Type, Options);
            }
            catch (ArgumentException e)
            {
                throw new ArgumentException($"{ComponentName}: column '{Inputs[i]}': {e.Message}", e);
            }
        }
        return new EncodeCategoriesTransformer(Outputs, Inputs, Options, columns);
    }

    private protected override MappedColumn[] Promise(SchemaShape input)
    {
        foreach (string name in Inputs)
            ColumnLookup.Find(input, name, LabelType.Rule, ComponentName);
        bool byClass = Options.UsesLabel && ColumnLookup.Find(input, Options.LabelColumnName, CategoryRows.LabelRule, ComponentName).IsKey;
        return Array.ConvertAll(Outputs, name => Options.Encoding == CategoryEncoding.OneHot || byClass
            ? new MappedColumn(name, Vectors.SomeSize, ColumnAnnotations.OfSlots([""]))
            : new MappedColumn(name, NumberDataViewType.Single));
    }
}
