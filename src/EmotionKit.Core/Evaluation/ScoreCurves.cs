namespace EmotionKit.Evaluation;

/// <summary>Curves over all thresholds of a score. The points are those of scikit-learn's <c>roc_curve</c> and <c>precision_recall_curve</c>.</summary>
public static class ScoreCurves
{
    /// <summary>The ROC curve, from (0, 0) to (1, 1).</summary>
    /// <param name="positive">Whether each row is positive; both classes must occur.</param>
    /// <param name="scores">One finite score per row; higher means more likely positive.</param>
    /// <param name="maxPoints">Points at most, 2 or more: evenly spread over the curve's length where there are more.</param>
    /// <exception cref="ArgumentException">No rows, one class, lengths that differ, or a score that is not finite.</exception>
    public static IReadOnlyList<CurvePoint> Roc(ReadOnlySpan<bool> positive, ReadOnlySpan<double> scores, int maxPoints = int.MaxValue)
    {
        Check.AtLeast(maxPoints, 2);
        SortedScores sorted = SortedScores.Of(positive, scores);
        var points = new List<CurvePoint> { new(0, 0, double.PositiveInfinity) };
        foreach ((int found, int wrong, double threshold) in Steps(sorted))
            points.Add(new CurvePoint((double)wrong / sorted.Negatives, (double)found / sorted.Positives, threshold));
        return Thin(points, maxPoints);
    }

    /// <summary>The precision-recall curve, from recall 0, where precision is 1 by convention, to recall 1.</summary>
    /// <param name="positive">Whether each row is positive; both classes must occur.</param>
    /// <param name="scores">One finite score per row; higher means more likely positive.</param>
    /// <param name="maxPoints">Points at most, 2 or more: evenly spread over the curve's length where there are more.</param>
    /// <exception cref="ArgumentException">No rows, one class, lengths that differ, or a score that is not finite.</exception>
    public static IReadOnlyList<CurvePoint> PrecisionRecall(ReadOnlySpan<bool> positive, ReadOnlySpan<double> scores, int maxPoints = int.MaxValue)
    {
        Check.AtLeast(maxPoints, 2);
        SortedScores sorted = SortedScores.Of(positive, scores);
        var points = new List<CurvePoint> { new(0, 1, double.PositiveInfinity) };
        foreach ((int found, int wrong, double threshold) in Steps(sorted))
            points.Add(new CurvePoint((double)found / sorted.Positives, (double)found / (found + wrong), threshold));
        return Thin(points, maxPoints);
    }

    private static IEnumerable<(int Found, int Wrong, double Threshold)> Steps(SortedScores sorted)
    {
        int found = 0, wrong = 0;
        for (int i = 0; i < sorted.Scores.Length;)
        {
            double threshold = sorted.Scores[i];
            for (; i < sorted.Scores.Length && sorted.Scores[i] == threshold; i++)
            {
                if (sorted.Positive[i])
                    found++;
                else
                    wrong++;
            }
            yield return (found, wrong, threshold);
        }
    }

    private static List<CurvePoint> Thin(List<CurvePoint> points, int maxPoints)
    {
        if (points.Count <= maxPoints)
            return points;
        double[] length = new double[points.Count];
        for (int i = 1; i < length.Length; i++)
            length[i] = length[i - 1] + Math.Abs(points[i].X - points[i - 1].X) + Math.Abs(points[i].Y - points[i - 1].Y);
        var kept = new List<CurvePoint>(maxPoints);
        int next = 0;
        for (int i = 0; i < points.Count; i++)
        {
            bool last = i == points.Count - 1;
            if (!last && (next >= maxPoints - 1 || length[i] < length[^1] * next / (maxPoints - 1)))
                continue;
            kept.Add(points[i]);
            next++;
        }
        return kept;
    }
}
