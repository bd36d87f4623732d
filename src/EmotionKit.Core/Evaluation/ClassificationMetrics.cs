namespace EmotionKit.Evaluation;

/// <summary>
/// What predicted classes say about a classifier. Definitions are those of scikit-learn's <c>classification_report</c>,
/// <c>balanced_accuracy_score</c>, <c>cohen_kappa_score</c> and <c>matthews_corrcoef</c>.
/// </summary>
/// <remarks>
/// Where a division by zero would come up: precision without predictions, recall without rows and F1 of two zeros are 0; macro averages
/// run over the classes that occur in the truth or in the predictions; <see cref="Uar"/> runs over the classes that occur in the truth;
/// <see cref="Mcc"/> is 0 and <see cref="Kappa"/> NaN when truth and predictions are all of one class.
/// </remarks>
public sealed class ClassificationMetrics
{
    private readonly ClassMetrics[] _perClass;

    private ClassificationMetrics(ConfusionMatrix confusion, int rows, ScoreMetrics? scores)
    {
        Confusion = confusion;
        Rows = rows;
        Scores = scores;
        int classes = confusion.Classes;
        _perClass = new ClassMetrics[classes];
        double correct = 0, rowsTimesColumns = 0, rowsSquared = 0, columnsSquared = 0, recalls = 0;
        int inTruth = 0, present = 0;
        ClassMetrics macro = default, weighted = default;
        for (int k = 0; k < classes; k++)
        {
            int hits = confusion[k, k];
            int support = confusion.RowSum(k);
            int predicted = confusion.ColumnSum(k);
            double precision = Ratio(hits, predicted);
            double recall = Ratio(hits, support);
            // 2 hits / (support + predicted) is the harmonic mean without its division by zero.
            double f1 = Ratio(2.0 * hits, (double)support + predicted);
            _perClass[k] = new ClassMetrics(precision, recall, f1, support);
            correct += hits;
            rowsTimesColumns += (double)support * predicted;
            rowsSquared += (double)support * support;
            columnsSquared += (double)predicted * predicted;
            recalls += recall;
            inTruth += support > 0 ? 1 : 0;
            present += support > 0 || predicted > 0 ? 1 : 0;
            macro = Add(macro, _perClass[k], 1);
            weighted = Add(weighted, _perClass[k], support);
        }
        double n = rows;
        Accuracy = correct / n;
        Uar = recalls / inTruth;
        Macro = Divide(macro, present, rows);
        Weighted = Divide(weighted, n, rows);
        Kappa = (n * correct - rowsTimesColumns) / (n * n - rowsTimesColumns);
        double spread = Math.Sqrt(n * n - columnsSquared) * Math.Sqrt(n * n - rowsSquared);
        Mcc = spread > 0 ? (n * correct - rowsTimesColumns) / spread : 0;
    }

    /// <summary>Rows measured, at least 1.</summary>
    public int Rows { get; }

    /// <summary>Share of correct rows, 0 to 1.</summary>
    public double Accuracy { get; }

    /// <summary>Unweighted average recall (balanced accuracy): the mean of the classes' recalls, 0 to 1.</summary>
    public double Uar { get; }

    /// <summary>Mean of precision, recall and F1 over the classes that occur; support is the number of rows.</summary>
    public ClassMetrics Macro { get; }

    /// <summary>Mean of precision, recall and F1 over the classes, weighted by their rows.</summary>
    public ClassMetrics Weighted { get; }

    /// <summary>Mean F1 over the classes that occur, 0 to 1.</summary>
    public double MacroF1 => Macro.F1;

    /// <summary>Mean F1 weighted by the rows of each class, 0 to 1.</summary>
    public double WeightedF1 => Weighted.F1;

    /// <summary>Cohen's kappa, -1 to 1 (agreement beyond chance).</summary>
    public double Kappa { get; }

    /// <summary>Matthews correlation coefficient for several classes (Gorodkin 2004), -1 to 1.</summary>
    public double Mcc { get; }

    /// <summary>One entry per class.</summary>
    public IReadOnlyList<ClassMetrics> PerClass => _perClass;

    /// <summary>Counts by true and predicted class.</summary>
    public ConfusionMatrix Confusion { get; }

    /// <summary>What the scores say; null when none were given.</summary>
    public ScoreMetrics? Scores { get; }

    /// <summary>Measures predicted classes, and class probabilities where given, against the truth.</summary>
    /// <param name="truth">The class of each row, 0 to <paramref name="classes"/> - 1.</param>
    /// <param name="predicted">The predicted class of each row.</param>
    /// <param name="classes">Number of classes, at least 2.</param>
    /// <param name="scores">Class probabilities, [row, class], or empty; see <see cref="ScoreMetrics.Compute"/>.</param>
    /// <exception cref="ArgumentException">No rows, lengths that do not fit, a class out of range or a score that is no probability.</exception>
    public static ClassificationMetrics Compute(
        ReadOnlySpan<int> truth, ReadOnlySpan<int> predicted, int classes, ReadOnlySpan<double> scores = default)
    {
        ValidateClasses(truth, classes, nameof(truth));
        Check.Length(predicted.Length, truth.Length, nameof(predicted));
        ValidateClasses(predicted, classes, nameof(predicted));
        int[] counts = new int[checked(classes * classes)];
        for (int i = 0; i < truth.Length; i++)
            counts[truth[i] * classes + predicted[i]]++;
        ScoreMetrics? ofScores = scores.IsEmpty ? null : ScoreMetrics.Compute(truth, scores, classes);
        return new ClassificationMetrics(new ConfusionMatrix(classes, counts), truth.Length, ofScores);
    }

    internal static void ValidateClasses(ReadOnlySpan<int> values, int classes, string name)
    {
        Check.AtLeast(classes, 2);
        if (values.IsEmpty)
            throw new ArgumentException($"{name}: expected at least one row, got none.", name);
        for (int i = 0; i < values.Length; i++)
        {
            if ((uint)values[i] >= (uint)classes)
                throw new ArgumentException($"{name}: expected a class from 0 to {classes - 1}, got {values[i]} in row {i}.", name);
        }
    }

    private static double Ratio(double numerator, double denominator) => denominator > 0 ? numerator / denominator : 0;

    private static ClassMetrics Add(ClassMetrics sum, ClassMetrics item, double weight) =>
        new(sum.Precision + weight * item.Precision, sum.Recall + weight * item.Recall, sum.F1 + weight * item.F1, 0);

    private static ClassMetrics Divide(ClassMetrics sum, double by, int support) =>
        new(sum.Precision / by, sum.Recall / by, sum.F1 / by, support);
}
