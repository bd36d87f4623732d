using System.Globalization;
using EmotionKit.Labels;
using EmotionKit.Rows;
using EmotionKit.Trainers;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Credit;

/// <summary>
/// Says why a customer is scored worse than the average one: the columns that raise the log-odds of being bad most, in words. Immutable and thread-safe;
/// what <see cref="Open"/> returns is used by one thread.
/// </summary>
/// <remarks>Contributions are TreeSHAP values of forests and boosting (Lundberg et al. 2020), and weight times distance from the mean of logistic regression.
/// Through stacking, votes and calibration they are carried in proportion, so that they always sum to the score; slots of one column are added up.</remarks>
public sealed class CreditExplainer
{
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

    /// <summary>The columns of scored data that <see cref="Open"/> needs.</summary>
    public IReadOnlyList<DataViewSchema.Column> Columns(DataViewSchema scored)
    {
        ArgumentNullException.ThrowIfNull(scored);
        return [scored[_features], .. _columns.Select(name => Raw(scored, name)).OfType<DataViewSchema.Column>()];
    }

    /// <summary>A function that explains the row that a cursor of scored data is at.</summary>
    /// <param name="row">A cursor, or a row, with the columns of <see cref="Columns"/> active.</param>
    /// <returns>The reasons, the strongest first; none for a row whose features are not numbers.</returns>
    public Func<IReadOnlyList<ReasonCode>> Open(DataViewRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        ValueGetter<VBuffer<float>> getFeatures = row.GetGetter<VBuffer<float>>(row.Schema[_features]);
        LabelReader?[] readers = Array.ConvertAll(_columns, name =>
            Raw(row.Schema, name) is { } column && column.Type is not VectorDataViewType ? new LabelReader(row, column, nameof(CreditExplainer)) : null);
        var dense = new DenseSpan<float>();
        VBuffer<float> features = default;
        double[] ofSlots = new double[_columnOfSlot.Length];
        return () =>
        {
            getFeatures(ref features);
            _attribution.ExplainLogOdds(dense.Of(in features), ofSlots);
            return Strongest(ByColumn(ofSlots), readers);
        };
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
        start = _attribution.ExplainLogOdds(features, ofSlots);
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

    private double[] ByColumn(double[] ofSlots)
    {
        double[] sums = new double[_columns.Length];
        for (int slot = 0; slot < ofSlots.Length; slot++)
            sums[_columnOfSlot[slot]] += ofSlots[slot];
        return sums;
    }

    private List<ReasonCode> Strongest(double[] contributions, LabelReader?[] readers)
    {
        int[] order = [.. Enumerable.Range(0, contributions.Length)];
        Array.Sort(order, (a, b) => contributions[a] != contributions[b] ? contributions[b].CompareTo(contributions[a]) : a.CompareTo(b));
        var reasons = new List<ReasonCode>(MaxReasons);
        foreach (int c in order)
        {
            if (reasons.Count == MaxReasons || !(contributions[c] >= _options.SmallestContribution && contributions[c] > 0))
                break;
            string value = readers[c]?.Read() ?? "";
            string name = _options.Names?.GetValueOrDefault(_columns[c]) ?? _columns[c];
            string said = readers[c] is null ? $"{name}" : value.Length == 0 ? $"{name} is not known" : $"{name} is {value}";
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
