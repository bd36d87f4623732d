using System.Globalization;
using EmotionKit.Labels;
using EmotionKit.Rows;
using EmotionKit.Trainers;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Credit;

/// <summary>
/// Says why a customer is scored worse than the average one: the columns that raise the log-odds of being bad most, in words. Immutable and thread-safe.
/// </summary>
/// <remarks>Contributions are TreeSHAP values of forests and boosting (Lundberg et al. 2020), and weight times distance from the mean of logistic regression.
/// Through stacking, votes and calibration they are carried in proportion, so that they always sum to the score; slots of one column are added up.</remarks>
public sealed class CreditExplainer
{
    private const int BlockRows = 512;

    private readonly CreditExplainerOptions _options;
    private readonly Attribution _attribution;
    private readonly string _features;
    private readonly string[] _columns;
    private readonly int[] _columnOfSlot;

    private CreditExplainer(CreditExplainerOptions options, Attribution attribution, string features, string[] sources)
    {
        _options = options;
        _attribution = attribution;
        _features = features;
        _columns = [.. sources.Distinct(StringComparer.Ordinal)];
        _columnOfSlot = Array.ConvertAll(sources, source => Array.IndexOf(_columns, source));
    }

    /// <summary>Reasons per row at most.</summary>
    public int MaxReasons => _options.MaxReasons;

    /// <summary>An explainer of a model.</summary>
    /// <param name="model">A chain whose last component is a random forest, gradient boosting, logistic regression, or a stack, soft vote or calibration of them,
    /// of two classes; as <see cref="CreditScoringPipeline"/> makes it, loaded from a bundle or not.</param>
    /// <param name="inputSchema">The raw columns that the chain reads.</param>
    /// <param name="options">Number and wording of the reasons; null for the defaults.</param>
    /// <exception cref="ArgumentException">The chain ends with something else, or does not fit the schema.</exception>
    public static CreditExplainer Create(ITransformer model, DataViewSchema inputSchema, CreditExplainerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(inputSchema);
        options ??= new CreditExplainerOptions();
        options.Validate();
        ITransformer last = Last(model);
        var attribution = AttributionOf.Model(last);
        string features = AttributionOf.FeatureColumn(last);
        DataViewSchema.Column column = TrainingColumns.FindFeatures(model.GetOutputSchema(inputSchema), features, nameof(CreditExplainer), attribution.Columns);
        string[] slots = ColumnAnnotations.FindNames(column, ColumnAnnotations.SlotNames)
            ?? [.. Enumerable.Range(0, attribution.Columns).Select(j => string.Create(CultureInfo.InvariantCulture, $"{features}.{j}"))];
        return new CreditExplainer(options, attribution, features, FeatureSources.Of(slots, inputSchema));
    }

    /// <summary>Explains every row of data that the model has transformed, in blocks of rows.</summary>
    /// <param name="scored">The rows, with the feature column and the raw ones.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>For each row, in order, its reasons, the strongest first; none for a row whose features are not numbers.</returns>
    /// <exception cref="ArgumentException">A column is missing, or of another size than the model's.</exception>
    public IEnumerable<IReadOnlyList<ReasonCode>> Explain(IDataView scored, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(scored);
        DataViewSchema.Column features = TrainingColumns.FindFeatures(scored.Schema, _features, nameof(CreditExplainer), _attribution.Columns);
        return Blocks(scored, features, cancellation);
    }

    /// <summary>The contributions of all columns to the log-odds of one row of features, and their base.</summary>
    /// <param name="features">The feature vector.</param>
    /// <param name="start">The log-odds that the contributions start from: those of an average customer.</param>
    /// <returns>By column, in no order.</returns>
    /// <exception cref="ArgumentException">The length does not fit.</exception>
    public IReadOnlyDictionary<string, double> Contributions(ReadOnlySpan<float> features, out double start)
    {
        Check.Length(features.Length, _columnOfSlot.Length, nameof(features));
        double[] ofSlots = new double[_columnOfSlot.Length];
        double[] starts = new double[1];
        _attribution.ExplainLogOdds(features, ofSlots, starts);
        start = starts[0];
        double[] byColumn = ByColumn(ofSlots);
        return _columns.Select((name, c) => KeyValuePair.Create(name, byColumn[c])).ToDictionary();
    }

    private static ITransformer Last(ITransformer model)
    {
        while (model is IEnumerable<ITransformer> chain)
        {
            model = chain.LastOrDefault(t => t is not IEnumerable<ITransformer> inner || inner.Any())
                ?? throw new ArgumentException("CreditExplainer: expected a chain that ends with a trained model, got an empty one.");
        }
        return model;
    }

    /// <summary>The raw column, which an encoded one of the same name may hide.</summary>
    private static DataViewSchema.Column? Raw(DataViewSchema schema, string name)
    {
        foreach (DataViewSchema.Column column in schema)
        {
            if (column.Name == name)
                return column;
        }
        return null;
    }

    private IEnumerable<IReadOnlyList<ReasonCode>> Blocks(IDataView scored, DataViewSchema.Column features, CancellationToken cancellation)
    {
        int width = _attribution.Columns;
        float[] rows = new float[BlockRows * width];
        string[][] values = new string[BlockRows][];
        DataViewSchema.Column?[] raw = Array.ConvertAll(_columns, name => Raw(scored.Schema, name));
        using DataViewRowCursor cursor = scored.GetRowCursor([features, .. raw.OfType<DataViewSchema.Column>()]);
        ValueGetter<VBuffer<float>> getFeatures = cursor.GetGetter<VBuffer<float>>(features);
        LabelReader?[] readers = Array.ConvertAll(raw, column =>
            column is { } found && found.Type is not VectorDataViewType ? new LabelReader(cursor, found, nameof(CreditExplainer)) : null);
        VBuffer<float> vector = default;
        int count;
        do
        {
            cancellation.ThrowIfCancellationRequested();
            for (count = 0; count < BlockRows && cursor.MoveNext(); count++)
            {
                getFeatures(ref vector);
                vector.CopyTo(rows, count * width);
                values[count] = Array.ConvertAll(readers, reader => reader?.Read() ?? "");
            }
            double[] contributions = new double[count * width];
            if (count > 0)
                _attribution.ExplainLogOdds(rows.AsSpan(0, count * width), contributions, new double[count]);
            for (int row = 0; row < count; row++)
                yield return Strongest(ByColumn(contributions.AsSpan(row * width, width)), values[row], Array.ConvertAll(readers, reader => reader is not null));
        }
        while (count == BlockRows);
    }

    private double[] ByColumn(ReadOnlySpan<double> ofSlots)
    {
        double[] sums = new double[_columns.Length];
        for (int slot = 0; slot < ofSlots.Length; slot++)
            sums[_columnOfSlot[slot]] += ofSlots[slot];
        return sums;
    }

    private List<ReasonCode> Strongest(double[] contributions, string[] values, bool[] hasValue)
    {
        int[] order = [.. Enumerable.Range(0, contributions.Length)];
        Array.Sort(order, (a, b) => contributions[a] != contributions[b] ? contributions[b].CompareTo(contributions[a]) : a.CompareTo(b));
        var reasons = new List<ReasonCode>(MaxReasons);
        foreach (int c in order)
        {
            if (reasons.Count == MaxReasons || !(contributions[c] >= _options.SmallestContribution && contributions[c] > 0))
                break;
            string value = values[c];
            string name = _options.Names?.GetValueOrDefault(_columns[c]) ?? _columns[c];
            string said = !hasValue[c] ? name : value.Length == 0 ? $"{name} is not known" : $"{name} is {value}";
            string text = string.Create(CultureInfo.InvariantCulture, $"{said} ({Strength(contributions[c])} the risk: odds x {Math.Exp(contributions[c]):0.00})");
            reasons.Add(new ReasonCode(_columns[c], value, contributions[c], text));
        }
        return reasons;
    }

    private static string Strength(double contribution) => contribution switch
    {
        >= 0.7 => "strongly raises",
        >= 0.2 => "raises",
        _ => "slightly raises",
    };
}
