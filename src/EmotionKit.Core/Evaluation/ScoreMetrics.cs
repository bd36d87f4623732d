namespace EmotionKit.Evaluation;

/// <summary>What class probabilities say beyond the predicted class. Definitions are scikit-learn's.</summary>
public sealed class ScoreMetrics
{
    private readonly int[] _rankCounts;
    private readonly RankingMetrics[] _perClass;

    private ScoreMetrics(double logLoss, double rocAuc, int[] rankCounts, RankingMetrics[] perClass)
    {
        LogLoss = logLoss;
        RocAuc = rocAuc;
        _rankCounts = rankCounts;
        _perClass = perClass;
    }

    /// <summary>
    /// Mean of -ln of the true class' probability, at least 0. Rows are divided by their sum and probabilities clipped to 2^-52 and
    /// 1 - 2^-52 first.
    /// </summary>
    public double LogLoss { get; }

    /// <summary>
    /// Mean over the classes of the area under the ROC curve of the class against the rest (macro, one-vs-rest), 0 to 1. Classes
    /// without rows, or that all rows are of, are left out; NaN when none remains.
    /// </summary>
    public double RocAuc { get; }

    /// <summary>Each class against the rest.</summary>
    public IReadOnlyList<RankingMetrics> PerClass => _perClass;

    /// <summary>The share of rows whose true class is among the <paramref name="k"/> highest scores, 0 to 1.</summary>
    /// <remarks>Of equal scores the class with the higher number comes first, as in scikit-learn.</remarks>
    /// <param name="k">1 to the number of classes.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is out of range.</exception>
    public double TopK(int k)
    {
        Check.InRange(k, 1, _rankCounts.Length);
        long hits = 0, rows = 0;
        for (int rank = 0; rank < _rankCounts.Length; rank++)
        {
            rows += _rankCounts[rank];
            hits += rank < k ? _rankCounts[rank] : 0;
        }
        return (double)hits / rows;
    }

    /// <summary>Measures class probabilities against the truth.</summary>
    /// <param name="truth">The class of each row, 0 to <paramref name="classes"/> - 1.</param>
    /// <param name="scores">[row, class], finite and at least 0, with a sum above 0 in each row.</param>
    /// <param name="classes">Number of classes, at least 2.</param>
    /// <exception cref="ArgumentException">No rows, a class out of range, lengths that do not fit, or a score that is no probability; row and class are named.</exception>
    public static ScoreMetrics Compute(ReadOnlySpan<int> truth, ReadOnlySpan<double> scores, int classes)
    {
        const double Smallest = 1.0 / (1L << 52);
        ClassificationMetrics.ValidateClasses(truth, classes, nameof(truth));
        if (scores.Length != (long)truth.Length * classes)
            throw new ArgumentException($"scores: expected {truth.Length} rows of {classes} classes, got {scores.Length} values.", nameof(scores));
        int[] rankCounts = new int[classes];
        double loss = 0;
        for (int i = 0; i < truth.Length; i++)
        {
            ReadOnlySpan<double> row = scores.Slice(i * classes, classes);
            double sum = 0;
            for (int k = 0; k < classes; k++)
            {
                if (!(row[k] >= 0 && double.IsFinite(row[k])))
                    throw new ArgumentException($"scores: expected a probability, got {row[k]} in row {i}, class {k}.", nameof(scores));
                sum += row[k];
            }
            if (sum == 0)
                throw new ArgumentException($"scores: expected a sum above 0, got only zeros in row {i}.", nameof(scores));
            double probability = Math.Clamp(row[truth[i]] / sum, Smallest, 1 - Smallest);
            loss -= Math.Log(probability);
            rankCounts[Rank(row, truth[i])]++;
        }

        var perClass = new RankingMetrics[classes];
        bool[] positive = new bool[truth.Length];
        double[] column = new double[truth.Length];
        double areas = 0;
        int defined = 0;
        for (int k = 0; k < classes; k++)
        {
            for (int i = 0; i < truth.Length; i++)
            {
                positive[i] = truth[i] == k;
                column[i] = scores[i * classes + k];
            }
            perClass[k] = RankingMetrics.Compute(positive, column);
            if (!double.IsNaN(perClass[k].RocAuc))
            {
                areas += perClass[k].RocAuc;
                defined++;
            }
        }
        return new ScoreMetrics(loss / truth.Length, defined > 0 ? areas / defined : double.NaN, rankCounts, perClass);
    }

    private static int Rank(ReadOnlySpan<double> row, int truth)
    {
        int rank = 0;
        for (int k = 0; k < row.Length; k++)
        {
            if (row[k] > row[truth] || (row[k] == row[truth] && k > truth))
                rank++;
        }
        return rank;
    }
}
