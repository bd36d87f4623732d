namespace EmotionKit.Evaluation;

/// <summary>How well scores tell one class from the rest. Definitions are scikit-learn's.</summary>
public sealed class RankingMetrics
{
    private RankingMetrics(int positives, int negatives, double rocAuc, double averagePrecision, double ks, double brier)
    {
        Positives = positives;
        Negatives = negatives;
        RocAuc = rocAuc;
        AveragePrecision = averagePrecision;
        Ks = ks;
        Brier = brier;
    }

    /// <summary>Rows of the class.</summary>
    public int Positives { get; }

    /// <summary>Rows of all other classes.</summary>
    public int Negatives { get; }

    /// <summary>Area under the ROC curve, ties counted half, 0 to 1; NaN when either side has no rows.</summary>
    public double RocAuc { get; }

    /// <summary>Sum over thresholds of precision times the gain in recall, 0 to 1; NaN without positive rows.</summary>
    public double AveragePrecision { get; }

    /// <summary>Kolmogorov-Smirnov: the largest distance of true and false positive rate, 0 to 1; NaN when either side has no rows.</summary>
    public double Ks { get; }

    /// <summary>Mean squared difference of the score and 0 or 1, for scores that are probabilities.</summary>
    public double Brier { get; }

    /// <summary>Measures scores against the truth.</summary>
    /// <param name="positive">Whether each row is of the class.</param>
    /// <param name="scores">One finite score per row; higher means more likely of the class.</param>
    /// <exception cref="ArgumentException">No rows, lengths that differ, or a score that is not finite.</exception>
    public static RankingMetrics Compute(ReadOnlySpan<bool> positive, ReadOnlySpan<double> scores)
    {
        if (positive.IsEmpty)
            throw new ArgumentException("positive: expected at least one row, got none.", nameof(positive));
        Check.Length(scores.Length, positive.Length, nameof(scores));
        double[] keys = new double[scores.Length];
        bool[] ordered = positive.ToArray();
        double brier = 0;
        int positives = 0;
        for (int i = 0; i < keys.Length; i++)
        {
            if (!double.IsFinite(scores[i]))
                throw new ArgumentException($"scores: expected finite scores, got {scores[i]} in row {i}.", nameof(scores));
            keys[i] = -scores[i];
            double difference = scores[i] - (positive[i] ? 1 : 0);
            brier += difference * difference;
            positives += positive[i] ? 1 : 0;
        }
        Array.Sort(keys, ordered);

        int negatives = keys.Length - positives;
        long truePositives = 0, falsePositives = 0;
        double area = 0, averagePrecision = 0, ks = 0;
        for (int i = 0; i < keys.Length;)
        {
            long formerTrue = truePositives, formerFalse = falsePositives;
            double threshold = keys[i];
            for (; i < keys.Length && keys[i] == threshold; i++)
            {
                if (ordered[i])
                    truePositives++;
                else
                    falsePositives++;
            }
            area += 0.5 * (truePositives + formerTrue) * (falsePositives - formerFalse);
            averagePrecision += (truePositives - formerTrue) * (double)truePositives / (truePositives + falsePositives);
            ks = Math.Max(ks, Math.Abs((double)truePositives / positives - (double)falsePositives / negatives));
        }
        bool bothSides = positives > 0 && negatives > 0;
        return new RankingMetrics(
            positives,
            negatives,
            bothSides ? area / ((double)positives * negatives) : double.NaN,
            positives > 0 ? averagePrecision / positives : double.NaN,
            bothSides ? ks : double.NaN,
            brier / keys.Length);
    }
}
