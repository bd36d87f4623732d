using EmotionKit.Labels;
using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tabular;

/// <summary>Learns what takes the place of missing values; see <c>ml.Transforms.ImputeMissing</c>.</summary>
public sealed class ImputeMissingEstimator : RowEstimator<ImputeMissingTransformer>
{
    private readonly string _output;
    private readonly string _input;
    private readonly ImputeMissingOptions _options;
    private readonly CancellationToken _cancellation;

    internal ImputeMissingEstimator(string outputColumnName, string? inputColumnName, ImputeMissingOptions options, CancellationToken cancellation)
    {
        _output = Check.NotEmpty(outputColumnName);
        _input = inputColumnName is null ? outputColumnName : Check.NotEmpty(inputColumnName);
        options.Validate();
        if (options.IndicatorColumnName == outputColumnName)
            throw new ArgumentException($"{nameof(options.IndicatorColumnName)}: expected a name other than the output column's, got '{outputColumnName}'.");
        _options = options;
        _cancellation = cancellation;
    }

    internal override string ComponentName => ImputeMissingTransformer.Name;

    /// <summary>Reads the column once and learns from all its rows.</summary>
    /// <exception cref="ArgumentException">The column is missing or of a wrong type, there are no rows, or all values are missing and the strategy
    /// needs some.</exception>
    /// <exception cref="RowException">A number is infinite.</exception>
    /// <exception cref="OperationCanceledException">The token that the estimator was made with was cancelled.</exception>
    public override ImputeMissingTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        DataViewSchema.Column column = ColumnLookup.Find(input.Schema, _input, ImputeMissingTransformer.Rule, ComponentName);
        try
        {
            if (column.Type is TextDataViewType)
            {
                RequireTextStrategy();
                return new ImputeMissingTransformer(_output, _input, _options, LearnText(input, column));
            }
            NumberMatrix data = NumberColumns.Read(input, _input, ComponentName, _cancellation);
            return _options.Strategy == ImputationStrategy.Nearest
                ? new ImputeMissingTransformer(_output, _input, _options, new NearestImputer(data, _options.Neighbors, _options.WeightByDistance))
                : new ImputeMissingTransformer(_output, _input, _options, FillValues.Learn(data, _options, Execution.Threads, _cancellation));
        }
        catch (ArgumentException e) when (!e.Message.StartsWith(ComponentName, StringComparison.Ordinal))
        {
            throw new ArgumentException($"{ComponentName}: column '{_input}': {e.Message}", e);
        }
    }

    private protected override MappedColumn[] Promise(SchemaShape input)
    {
        SchemaShape.Column column = ColumnLookup.Find(input, _input, ImputeMissingTransformer.Rule, ComponentName);
        bool isText = column.ItemType is TextDataViewType;
        DataViewSchema.Annotations? slots = NumberColumns.PromiseSlots(column);
        var output = new MappedColumn(_output, isText ? TextDataViewType.Instance : NumberColumns.PromiseType(column), slots);
        return _options.IndicatorColumnName is { } indicator
            ? [output, new MappedColumn(indicator, isText ? NumberDataViewType.Single : NumberColumns.PromiseType(column), slots)]
            : [output];
    }

    private void RequireTextStrategy()
    {
        if (_options.Strategy is not (ImputationStrategy.MostFrequent or ImputationStrategy.Constant))
            throw new ArgumentException($"expected the strategy MostFrequent or Constant for text, got {_options.Strategy}.");
    }

    private string LearnText(IDataView input, DataViewSchema.Column column)
    {
        if (_options.Strategy == ImputationStrategy.Constant)
            return _options.ConstantText;
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        using DataViewRowCursor cursor = input.GetRowCursor([column]);
        var reader = new LabelReader(cursor, column, ComponentName);
        while (cursor.MoveNext())
        {
            _cancellation.ThrowIfCancellationRequested();
            string text = reader.Read();
            if (text.Length > 0)
                counts[text] = counts.GetValueOrDefault(text) + 1;
        }
        if (counts.Count == 0)
            throw new ArgumentException("expected a text to learn from, found none: there are no rows, or every value is missing. Leave the column out.");
        return counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).First().Key;
    }
}
