namespace EmotionKit.Tabular;

/// <summary>Correlations of two columns over the rows in which both have a value, as pandas computes them; NaN where a column does not vary there.</summary>
internal static class Correlation
{
    public static double Of(CorrelationMethod method, ReadOnlySpan<double> x, ReadOnlySpan<double> y) =>
        method == CorrelationMethod.Pearson ? Pearson(x, y) : Spearman(x, y);

    public static double Pearson(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        int count = 0;
        double meanX = 0, meanY = 0;
        for (int i = 0; i < x.Length; i++)
        {
            if (double.IsNaN(x[i]) || double.IsNaN(y[i]))
                continue;
            count++;
            meanX += x[i];
            meanY += y[i];
        }
        meanX /= count;
        meanY /= count;
        double xx = 0, yy = 0, xy = 0;
        for (int i = 0; i < x.Length; i++)
        {
            if (double.IsNaN(x[i]) || double.IsNaN(y[i]))
                continue;
            double dx = x[i] - meanX, dy = y[i] - meanY;
            xx += dx * dx;
            yy += dy * dy;
            xy += dx * dy;
        }
        // A constant whose mean is rounded leaves a trace of variance.
        double least = 1e-26 * count;
        return count < 2 || xx <= least * meanX * meanX || yy <= least * meanY * meanY ? double.NaN : Math.Clamp(xy / Math.Sqrt(xx) / Math.Sqrt(yy), -1, 1);
    }

    public static double Spearman(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double[] pairsX = new double[x.Length], pairsY = new double[x.Length];
        int count = 0;
        for (int i = 0; i < x.Length; i++)
        {
            if (double.IsNaN(x[i]) || double.IsNaN(y[i]))
                continue;
            pairsX[count] = x[i];
            pairsY[count++] = y[i];
        }
        return Pearson(Ranks.Of(pairsX.AsSpan(0, count)), Ranks.Of(pairsY.AsSpan(0, count)));
    }

    /// <summary>Cramér's V of two columns of categories: 0 for independent ones, 1 where one decides the other; not corrected for bias.</summary>
    /// <param name="x">Categories from 0; negative for missing.</param>
    /// <param name="categoriesX">How many there are.</param>
    /// <param name="y">Categories from 0; negative for missing.</param>
    /// <param name="categoriesY">How many there are.</param>
    /// <returns>NaN where one of them does not vary.</returns>
    public static double CramersV(ReadOnlySpan<int> x, int categoriesX, ReadOnlySpan<int> y, int categoriesY)
    {
        long[] cells = new long[checked(categoriesX * categoriesY)];
        long[] rows = new long[categoriesX], columns = new long[categoriesY];
        long count = 0;
        for (int i = 0; i < x.Length; i++)
        {
            if (x[i] < 0 || y[i] < 0)
                continue;
            cells[x[i] * categoriesY + y[i]]++;
            rows[x[i]]++;
            columns[y[i]]++;
            count++;
        }
        int present = Math.Min(rows.Count(n => n > 0), columns.Count(n => n > 0));
        if (present < 2)
            return double.NaN;
        double sum = 0;
        for (int i = 0; i < categoriesX; i++)
        {
            for (int j = 0; j < categoriesY && rows[i] > 0; j++)
            {
                if (columns[j] > 0)
                    sum += (double)cells[i * categoriesY + j] * cells[i * categoriesY + j] / ((double)rows[i] * columns[j]);
            }
        }
        // Chi-squared over the number of rows.
        return Math.Min(1, Math.Sqrt(Math.Max(0, sum - 1) / (present - 1)));
    }
}
