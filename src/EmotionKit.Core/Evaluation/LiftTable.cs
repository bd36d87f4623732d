namespace EmotionKit.Evaluation;

/// <summary>Rows sorted by score, cut into groups of equal size: how much more often the positive class occurs in the highest ones.</summary>
public static class LiftTable
{
    /// <summary>Makes the table.</summary>
    /// <param name="positive">Whether each row is positive; both classes must occur.</param>
    /// <param name="scores">One finite score per row; higher means more likely positive.</param>
    /// <param name="groups">Groups, from 1 to the number of rows; sizes differ by one row at most. Default 10.</param>
    /// <returns>One row per group, from the highest scores to the lowest.</returns>
    /// <exception cref="ArgumentException">No rows, one class, lengths that differ, or a score that is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="groups"/> is out of range.</exception>
    public static IReadOnlyList<LiftRow> Compute(ReadOnlySpan<bool> positive, ReadOnlySpan<double> scores, int groups = 10)
    {
        SortedScores sorted = SortedScores.Of(positive, scores);
        int n = sorted.Scores.Length;
        Check.InRange(groups, 1, n);
        double[] share = PositiveShares(sorted);
        double baseRate = (double)sorted.Positives / n;
        var table = new LiftRow[groups];
        double found = 0;
        int start = 0;
        for (int g = 0; g < groups; g++)
        {
            int end = (int)((long)n * (g + 1) / groups);
            double positives = 0;
            for (int i = start; i < end; i++)
                positives += share[i];
            found += positives;
            double rate = positives / (end - start);
            double gain = found / sorted.Positives;
            double cumulative = (double)end / n;
            table[g] = new LiftRow(
                g + 1, end - start, sorted.Scores[end - 1], sorted.Scores[start], positives, rate, rate / baseRate,
                cumulative, gain, gain / cumulative, gain - (end - found) / sorted.Negatives);
            start = end;
        }
        return table;
    }

    /// <summary>For each row the share of positives among the rows of its score.</summary>
    private static double[] PositiveShares(SortedScores sorted)
    {
        double[] shares = new double[sorted.Scores.Length];
        for (int i = 0; i < shares.Length;)
        {
            int end = i, positives = 0;
            for (; end < shares.Length && sorted.Scores[end] == sorted.Scores[i]; end++)
                positives += sorted.Positive[end] ? 1 : 0;
            shares.AsSpan(i, end - i).Fill((double)positives / (end - i));
            i = end;
        }
        return shares;
    }
}
