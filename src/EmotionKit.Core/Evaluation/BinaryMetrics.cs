namespace EmotionKit.Evaluation;

/// <summary>
/// What a lender asks of predicted probabilities of the positive class (the bad customers): how well they rank, and how far they can be taken
/// at their word. Definitions are those of scikit-learn's <c>roc_auc_score</c>, <c>average_precision_score</c>, <c>brier_score_loss</c> and <c>log_loss</c>.
/// </summary>
public sealed class BinaryMetrics
{
    private readonly CalibrationBin[] _calibration;

    private BinaryMetrics(RankingMetrics ranking, double logLoss, CalibrationBin[] calibration)
    {
        Ranking = ranking;
        LogLoss = logLoss;
        _calibration = calibration;
        int rows = ranking.Positives + ranking.Negatives;
        foreach (CalibrationBin bin in calibration)
        {
            double gap = Math.Abs(bin.MeanProbability - bin.PositiveRate);
            Ece += bin.Rows * gap / rows;
            MaxCalibrationError = Math.Max(MaxCalibrationError, gap);
        }
    }

    /// <summary>What the order of the rows says, and the Brier score.</summary>
    public RankingMetrics Ranking { get; }

    /// <summary>Rows measured, at least 1.</summary>
    public int Rows => Ranking.Positives + Ranking.Negatives;

    /// <summary>Area under the ROC curve, ties counted half, 0 to 1; NaN when either class has no rows.</summary>
    public double RocAuc => Ranking.RocAuc;

    /// <summary>Area under the precision-recall curve as average precision, 0 to 1; NaN without positive rows.</summary>
    public double PrAuc => Ranking.AveragePrecision;

    /// <summary>Gini coefficient, <c>2 AUC - 1</c>, -1 to 1 (Somers' D of the score).</summary>
    public double Gini => 2 * RocAuc - 1;

    /// <summary>Kolmogorov-Smirnov: the largest distance of the two classes' distributions, 0 to 1; NaN when either class has no rows.</summary>
    public double Ks => Ranking.Ks;

    /// <summary>Mean squared difference of the probability and 0 or 1, 0 to 1.</summary>
    public double Brier => Ranking.Brier;

    /// <summary>Mean of -ln of the true class' probability, clipped to 2^-52 and 1 - 2^-52.</summary>
    public double LogLoss { get; }

    /// <summary>Expected calibration error (Naeini et al. 2015): the mean over rows of the distance between the mean probability and the share of
    /// positives of the row's bin, 0 to 1.</summary>
    public double Ece { get; }

    /// <summary>The largest such distance of any bin, 0 to 1.</summary>
    public double MaxCalibrationError { get; }

    /// <summary>The reliability diagram: bins of equal width that have rows, from low to high.</summary>
    public IReadOnlyList<CalibrationBin> Calibration => _calibration;

    /// <summary>Measures probabilities against the truth.</summary>
    /// <param name="positive">Whether each row is of the positive class.</param>
    /// <param name="probabilities">The positive class' probability of each row, 0 to 1.</param>
    /// <param name="calibrationBins">Bins of equal width for the calibration, 1 to 10 000. Default 10. A bin holds its lower end; the last, both ends.</param>
    /// <exception cref="ArgumentException">No rows, lengths that differ, or a value that is no probability; the row is named.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="calibrationBins"/> is out of range.</exception>
    public static BinaryMetrics Compute(ReadOnlySpan<bool> positive, ReadOnlySpan<double> probabilities, int calibrationBins = 10)
    {
        const double Smallest = 1.0 / (1L << 52);
        Check.InRange(calibrationBins, 1, 10_000);
        for (int i = 0; i < probabilities.Length; i++)
        {
            if (!(probabilities[i] >= 0 && probabilities[i] <= 1))
                throw new ArgumentException($"probabilities: expected a number from 0 to 1, got {probabilities[i]} in row {i}.", nameof(probabilities));
        }
        var ranking = RankingMetrics.Compute(positive, probabilities);
        int[] rows = new int[calibrationBins];
        int[] positives = new int[calibrationBins];
        double[] sums = new double[calibrationBins];
        double loss = 0;
        for (int i = 0; i < positive.Length; i++)
        {
            double p = probabilities[i];
            double clipped = Math.Clamp(p, Smallest, 1 - Smallest);
            loss -= Math.Log(positive[i] ? clipped : 1 - clipped);
            int bin = Math.Min((int)(p * calibrationBins), calibrationBins - 1);
            rows[bin]++;
            positives[bin] += positive[i] ? 1 : 0;
            sums[bin] += p;
        }
        var bins = new List<CalibrationBin>();
        for (int b = 0; b < calibrationBins; b++)
        {
            if (rows[b] > 0)
            {
                bins.Add(new CalibrationBin(
                    (double)b / calibrationBins, (b + 1.0) / calibrationBins, rows[b], sums[b] / rows[b], (double)positives[b] / rows[b]));
            }
        }
        return new BinaryMetrics(ranking, loss / positive.Length, [.. bins]);
    }
}
