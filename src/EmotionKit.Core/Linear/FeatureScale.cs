namespace EmotionKit.Linear;

/// <summary>Weighted mean and standard deviation (population) of every column.</summary>
internal sealed class FeatureScale
{
    private FeatureScale(double[] mean, double[] deviation)
    {
        Mean = mean;
        Deviation = deviation;
    }

    public double[] Mean { get; }

    /// <summary>Exactly 0 for a column that is constant over the rows that count.</summary>
    public double[] Deviation { get; }

    /// <param name="x">[row, column], finite.</param>
    /// <param name="columns">Columns of a row.</param>
    /// <param name="weights">One weight per row, or empty; rows of weight 0 do not count.</param>
    public static FeatureScale Of(ReadOnlySpan<float> x, int columns, ReadOnlySpan<float> weights)
    {
        int rows = x.Length / columns;
        double[] first = new double[columns];
        double[] mean = new double[columns];
        double[] square = new double[columns];
        double total = 0;
        // Sums are of differences from the first row that counts: they stay exact for a constant column and well conditioned otherwise.
        for (int i = 0; i < rows; i++)
        {
            double weight = weights.IsEmpty ? 1 : weights[i];
            if (weight == 0)
                continue;
            ReadOnlySpan<float> row = x.Slice(i * columns, columns);
            if (total == 0)
            {
                for (int j = 0; j < columns; j++)
                    first[j] = row[j];
            }
            total += weight;
            for (int j = 0; j < columns; j++)
                mean[j] += weight * (row[j] - first[j]);
        }
        for (int j = 0; j < columns; j++)
            mean[j] = first[j] + mean[j] / total;
        for (int i = 0; i < rows; i++)
        {
            double weight = weights.IsEmpty ? 1 : weights[i];
            if (weight == 0)
                continue;
            ReadOnlySpan<float> row = x.Slice(i * columns, columns);
            for (int j = 0; j < columns; j++)
            {
                double difference = row[j] - mean[j];
                square[j] += weight * difference * difference;
            }
        }
        for (int j = 0; j < columns; j++)
            square[j] = Math.Sqrt(square[j] / total);
        return new FeatureScale(mean, square);
    }
}
