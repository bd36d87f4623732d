namespace EmotionKit.Tabular;

/// <summary>Learns the one value per column that takes the place of missing ones.</summary>
internal static class FillValues
{
    /// <exception cref="ArgumentException">All values of a column are missing, and the strategy needs some.</exception>
    public static float[] Learn(NumberMatrix data, ImputeMissingOptions options, int threads, CancellationToken cancellation)
    {
        float[] values = new float[data.Columns];
        if (options.Strategy == ImputationStrategy.Constant)
        {
            Array.Fill(values, options.Constant);
            return values;
        }
        data.ForEachSorted((column, sorted) => values[column] = (float)Of(sorted.Span, options.Strategy), threads, cancellation);
        return values;
    }

    /// <param name="sorted">Ascending, at least one, without NaN.</param>
    /// <param name="strategy">Of one value per column; <see cref="ImputationStrategy.Nearest"/> falls back on the mean.</param>
    public static double Of(ReadOnlySpan<double> sorted, ImputationStrategy strategy) => strategy switch
    {
        ImputationStrategy.Median => Quantiles.Median(sorted),
        ImputationStrategy.MostFrequent => MostFrequent(sorted),
        _ => Mean(sorted),
    };

    private static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
            sum += value;
        return sum / values.Length;
    }

    private static double MostFrequent(ReadOnlySpan<double> sorted)
    {
        double best = sorted[0];
        int most = 0;
        for (int start = 0; start < sorted.Length;)
        {
            int end = start + 1;
            while (end < sorted.Length && sorted[end] == sorted[start])
                end++;
            if (end - start > most)
            {
                most = end - start;
                best = sorted[start];
            }
            start = end;
        }
        return best;
    }
}
