namespace EmotionKit.Evaluation;

/// <summary>Scores from high to low, with their truth; both classes occur.</summary>
internal sealed record SortedScores(double[] Scores, bool[] Positive, int Positives)
{
    public int Negatives => Scores.Length - Positives;

    /// <exception cref="ArgumentException">No rows, one class, lengths that differ, or a score that is not finite.</exception>
    public static SortedScores Of(ReadOnlySpan<bool> positive, ReadOnlySpan<double> scores)
    {
        if (positive.IsEmpty)
            throw new ArgumentException("positive: expected at least one row, got none.", nameof(positive));
        Check.Length(scores.Length, positive.Length, nameof(scores));
        double[] keys = new double[scores.Length];
        bool[] truth = positive.ToArray();
        int positives = 0;
        for (int i = 0; i < keys.Length; i++)
        {
            if (!double.IsFinite(scores[i]))
                throw new ArgumentException($"scores: expected finite scores, got {scores[i]} in row {i}.", nameof(scores));
            keys[i] = -scores[i];
            positives += truth[i] ? 1 : 0;
        }
        if (positives == 0 || positives == keys.Length)
            throw new ArgumentException($"positive: expected rows of both classes, got {positives} positive of {keys.Length}.", nameof(positive));
        Array.Sort(keys, truth);
        for (int i = 0; i < keys.Length; i++)
            keys[i] = -keys[i];
        return new SortedScores(keys, truth, positives);
    }
}
