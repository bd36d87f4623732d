namespace EmotionKit.Tabular;

/// <summary>Ranks from 1; equal values have the mean of theirs.</summary>
internal static class Ranks
{
    /// <param name="values">Without NaN.</param>
    public static double[] Of(ReadOnlySpan<double> values)
    {
        double[] sorted = values.ToArray();
        int[] order = new int[values.Length];
        for (int i = 0; i < order.Length; i++)
            order[i] = i;
        Array.Sort(sorted, order);
        double[] ranks = new double[values.Length];
        for (int start = 0; start < sorted.Length;)
        {
            int end = start + 1;
            while (end < sorted.Length && sorted[end] == sorted[start])
                end++;
            double rank = (start + 1 + end) / 2.0;
            for (int i = start; i < end; i++)
                ranks[order[i]] = rank;
            start = end;
        }
        return ranks;
    }

    /// <summary>The area under the ROC curve of scores for a class; NaN where all rows are of it, or none.</summary>
    /// <param name="scores">Without NaN.</param>
    /// <param name="positive">Whether each row is of the class.</param>
    public static double Auc(ReadOnlySpan<double> scores, ReadOnlySpan<bool> positive)
    {
        double[] ranks = Of(scores);
        double sum = 0;
        long positives = 0;
        for (int i = 0; i < ranks.Length; i++)
        {
            if (!positive[i])
                continue;
            sum += ranks[i];
            positives++;
        }
        long negatives = ranks.Length - positives;
        return positives == 0 || negatives == 0 ? double.NaN : (sum - positives * (positives + 1) / 2.0) / ((double)positives * negatives);
    }
}
