using System.Text.Json;
using System.Text.Json.Serialization;
using EmotionKit.Evaluation;

namespace EmotionKit.Reporting;

/// <summary>The evaluation of a classifier as data: what is written as JSON. Property names in JSON are those here in camelCase.</summary>
/// <remarks>Measures that are not defined for the rows (see <see cref="ClassificationMetrics"/>), or need scores that are not there, are null.</remarks>
public sealed record ClassificationReport
{
    private static readonly JsonSerializerOptions Settings = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Rows measured.</summary>
    public required int Rows { get; init; }

    /// <summary>Rows left out: without a label, with a label that the model does not know, or without a prediction.</summary>
    public int SkippedRows { get; init; }

    /// <summary>How long the job took, in seconds; null where it was not measured.</summary>
    public double? Seconds { get; init; }

    /// <summary>Share of correct rows, 0 to 1.</summary>
    public required double Accuracy { get; init; }

    /// <summary>Unweighted average recall (balanced accuracy), 0 to 1.</summary>
    public required double Uar { get; init; }

    /// <summary>Mean F1 over the classes that occur, 0 to 1.</summary>
    public required double MacroF1 { get; init; }

    /// <summary>Mean F1 weighted by the rows of each class, 0 to 1.</summary>
    public required double WeightedF1 { get; init; }

    /// <summary>Cohen's kappa, -1 to 1.</summary>
    public double? Kappa { get; init; }

    /// <summary>Matthews correlation coefficient, -1 to 1.</summary>
    public required double Mcc { get; init; }

    /// <summary>Mean of -ln of the true class' probability.</summary>
    public double? LogLoss { get; init; }

    /// <summary>Share of rows whose true class is one of the two most probable, 0 to 1.</summary>
    public double? Top2Accuracy { get; init; }

    /// <summary>Macro one-vs-rest area under the ROC curve, 0 to 1.</summary>
    public double? RocAuc { get; init; }

    /// <summary>Names of the classes, in the order of <see cref="PerClass"/> and <see cref="Confusion"/>.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>One entry per class.</summary>
    public required IReadOnlyList<ClassReport> PerClass { get; init; }

    /// <summary>One array per true class, each with the number of its rows that were predicted as each class.</summary>
    public required int[][] Confusion { get; init; }

    /// <summary>The folds, where the rows were cross-validated; else null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FoldReport>? Folds { get; init; }

    /// <summary>What else is to be known, such as the corpus, the seed or the command; null for nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Info { get; init; }

    /// <summary>The report of scored rows.</summary>
    /// <param name="outcome">What the classifier said.</param>
    /// <param name="seconds">How long the job took, or null.</param>
    public static ClassificationReport Create(ClassificationOutcome outcome, double? seconds = null)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        return Create(outcome.Classes, outcome.Metrics) with { SkippedRows = outcome.SkippedRows, Seconds = seconds };
    }

    /// <summary>The report of a cross-validation: all rows together, and each fold.</summary>
    /// <param name="outcome">What the models said.</param>
    /// <param name="seconds">How long the job took, or null.</param>
    public static ClassificationReport Create(CrossValidationOutcome outcome, double? seconds = null)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        return Create(outcome.Outcome, seconds) with
        {
            Folds = [.. outcome.Folds.Select(f => FoldOf(f.Fold, f.Outcome.Metrics))],
        };
    }

    /// <summary>The report of given measures.</summary>
    /// <param name="classes">Names of the classes, as many as the measures are of.</param>
    /// <param name="metrics">The measures.</param>
    /// <exception cref="ArgumentException">The number of names is not that of the classes.</exception>
    public static ClassificationReport Create(IReadOnlyList<string> classes, ClassificationMetrics metrics)
    {
        ArgumentNullException.ThrowIfNull(classes);
        ArgumentNullException.ThrowIfNull(metrics);
        if (classes.Count != metrics.PerClass.Count)
            throw new ArgumentException($"classes: expected {metrics.PerClass.Count} names, got {classes.Count}.", nameof(classes));
        return new ClassificationReport
        {
            Rows = metrics.Rows,
            Accuracy = metrics.Accuracy,
            Uar = metrics.Uar,
            MacroF1 = metrics.MacroF1,
            WeightedF1 = metrics.WeightedF1,
            Kappa = Defined(metrics.Kappa),
            Mcc = metrics.Mcc,
            LogLoss = Defined(metrics.Scores?.LogLoss),
            Top2Accuracy = Defined(metrics.Scores?.TopK(2)),
            RocAuc = Defined(metrics.Scores?.RocAuc),
            Classes = [.. classes],
            PerClass = [.. classes.Select((label, k) => ClassOf(label, metrics.PerClass[k], metrics.Scores?.PerClass[k]))],
            Confusion = metrics.Confusion.ToRows(),
        };
    }

    /// <summary>Reads a report that <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="ArgumentException">The text is not such a report.</exception>
    public static ClassificationReport FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            return JsonSerializer.Deserialize<ClassificationReport>(json, Settings)
                ?? throw new ArgumentException("json: expected a classification report, got null.", nameof(json));
        }
        catch (JsonException e)
        {
            throw new ArgumentException($"json: expected a classification report: {e.Message}", nameof(json), e);
        }
    }

    /// <summary>The report as indented JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Settings);

    /// <summary>Writes the report as JSON, as a whole or not at all.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, stream =>
        {
            JsonSerializer.Serialize(stream, this, Settings);
            stream.WriteByte((byte)'\n');
        });
    }

    private static ClassReport ClassOf(string label, ClassMetrics metrics, RankingMetrics? ranking) =>
        new(label, metrics.Precision, metrics.Recall, metrics.F1, metrics.Support, Defined(ranking?.RocAuc));

    private static FoldReport FoldOf(int fold, ClassificationMetrics metrics) =>
        new(fold, metrics.Rows, metrics.Accuracy, metrics.Uar, metrics.MacroF1);

    private static double? Defined(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}
