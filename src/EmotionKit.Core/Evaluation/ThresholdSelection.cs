namespace EmotionKit.Evaluation;

/// <summary>
/// Chooses the score from which on customers are refused. A threshold is always one of the scores, or positive infinity, so that rows of equal
/// score are decided alike.
/// </summary>
public static class ThresholdSelection
{
    /// <summary>The threshold of the lowest total cost; of equal ones, that which accepts most.</summary>
    /// <param name="positive">Whether each row is bad; both classes must occur.</param>
    /// <param name="scores">One finite score per row; higher means more likely bad.</param>
    /// <param name="costs">What each decision costs.</param>
    /// <exception cref="ArgumentException">No rows, one class, lengths that differ, a score that is not finite, or costs that make no sense.</exception>
    public static DecisionThreshold ByCost(ReadOnlySpan<bool> positive, ReadOnlySpan<double> scores, DecisionCosts costs)
    {
        ArgumentNullException.ThrowIfNull(costs);
        costs.Validate();
        return Best(SortedScores.Of(positive, scores), costs, (refused, truePositives, sorted) =>
            Cost(costs, refused, truePositives, sorted));
    }

    /// <summary>The threshold whose approval rate comes closest to the wanted one; of equal distances, that which accepts more.</summary>
    /// <param name="positive">Whether each row is bad; both classes must occur.</param>
    /// <param name="scores">One finite score per row; higher means more likely bad.</param>
    /// <param name="approvalRate">Share of the rows to accept, 0 to 1.</param>
    /// <param name="costs">What each decision costs, or null when costs are not asked for.</param>
    /// <exception cref="ArgumentException">No rows, one class, lengths that differ, or a score that is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="approvalRate"/> is out of range.</exception>
    public static DecisionThreshold ByApprovalRate(
        ReadOnlySpan<bool> positive, ReadOnlySpan<double> scores, double approvalRate, DecisionCosts? costs = null)
    {
        Check.InRange(approvalRate, 0.0, 1.0);
        costs?.Validate();
        return Best(SortedScores.Of(positive, scores), costs, (refused, _, sorted) =>
            Math.Abs(1 - (double)refused / sorted.Scores.Length - approvalRate));
    }

    /// <summary>What a given threshold does.</summary>
    /// <param name="positive">Whether each row is bad; both classes must occur.</param>
    /// <param name="scores">One finite score per row; higher means more likely bad.</param>
    /// <param name="threshold">Rows whose score is at least this are refused.</param>
    /// <param name="costs">What each decision costs, or null when costs are not asked for.</param>
    /// <exception cref="ArgumentException">No rows, one class, lengths that differ, or a score or threshold that is no number.</exception>
    public static DecisionThreshold At(
        ReadOnlySpan<bool> positive, ReadOnlySpan<double> scores, double threshold, DecisionCosts? costs = null)
    {
        if (double.IsNaN(threshold))
            throw new ArgumentException("threshold: expected a number, got NaN.", nameof(threshold));
        costs?.Validate();
        SortedScores sorted = SortedScores.Of(positive, scores);
        int refused = 0, truePositives = 0;
        for (; refused < sorted.Scores.Length && sorted.Scores[refused] >= threshold; refused++)
            truePositives += sorted.Positive[refused] ? 1 : 0;
        return Describe(threshold, refused, truePositives, sorted, costs);
    }

    /// <summary>What every threshold does, from accepting every row to refusing every row.</summary>
    /// <param name="positive">Whether each row is bad; both classes must occur.</param>
    /// <param name="scores">One finite score per row; higher means more likely bad.</param>
    /// <param name="costs">What each decision costs, or null when costs are not asked for.</param>
    /// <param name="maxPoints">Points at most, 2 or more: where there are more scores, those nearest to even steps of the approval rate.</param>
    /// <returns>From the highest threshold to the lowest.</returns>
    /// <exception cref="ArgumentException">No rows, one class, lengths that differ, or a score that is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxPoints"/> is below 2.</exception>
    public static IReadOnlyList<DecisionThreshold> Curve(
        ReadOnlySpan<bool> positive, ReadOnlySpan<double> scores, DecisionCosts? costs = null, int maxPoints = int.MaxValue)
    {
        Check.AtLeast(maxPoints, 2);
        costs?.Validate();
        SortedScores sorted = SortedScores.Of(positive, scores);
        int rows = sorted.Scores.Length, truePositives = 0;
        var curve = new List<DecisionThreshold> { Describe(double.PositiveInfinity, 0, 0, sorted, costs) };
        for (int i = 0; i < rows;)
        {
            double score = sorted.Scores[i];
            for (; i < rows && sorted.Scores[i] == score; i++)
                truePositives += sorted.Positive[i] ? 1 : 0;
            if (i == rows || (double)i * (maxPoints - 1) >= (double)curve.Count * rows)
                curve.Add(Describe(score, i, truePositives, sorted, costs));
        }
        return curve;
    }

    private static DecisionThreshold Best(SortedScores sorted, DecisionCosts? costs, Func<int, int, SortedScores, double> loss)
    {
        double threshold = double.PositiveInfinity;
        int bestRefused = 0, bestTrue = 0;
        double best = loss(0, 0, sorted);
        int truePositives = 0;
        for (int i = 0; i < sorted.Scores.Length;)
        {
            double score = sorted.Scores[i];
            for (; i < sorted.Scores.Length && sorted.Scores[i] == score; i++)
                truePositives += sorted.Positive[i] ? 1 : 0;
            double here = loss(i, truePositives, sorted);
            if (here < best)
                (best, threshold, bestRefused, bestTrue) = (here, score, i, truePositives);
        }
        return Describe(threshold, bestRefused, bestTrue, sorted, costs);
    }

    private static double Cost(DecisionCosts costs, int refused, int truePositives, SortedScores sorted)
    {
        int falsePositives = refused - truePositives;
        return truePositives * costs.RefusedBad + falsePositives * costs.RefusedGood
            + (sorted.Positives - truePositives) * costs.AcceptedBad + (sorted.Negatives - falsePositives) * costs.AcceptedGood;
    }

    private static DecisionThreshold Describe(double threshold, int refused, int truePositives, SortedScores sorted, DecisionCosts? costs)
    {
        int rows = sorted.Scores.Length;
        int accepted = rows - refused;
        return new DecisionThreshold(
            threshold,
            (double)accepted / rows,
            (double)truePositives / sorted.Positives,
            (double)(refused - truePositives) / sorted.Negatives,
            accepted > 0 ? (double)(sorted.Positives - truePositives) / accepted : double.NaN,
            costs is null ? double.NaN : Cost(costs, refused, truePositives, sorted) / rows);
    }
}
