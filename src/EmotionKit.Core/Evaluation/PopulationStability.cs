using System.Globalization;

namespace EmotionKit.Evaluation;

/// <summary>
/// Population stability index: how far a column's distribution has moved, <c>sum of (actual - expected) * ln(actual / expected)</c> over bins
/// (Siddiqi, Credit Risk Scorecards, 2006). Below 0.1 is usually read as stable, above 0.25 as a shift.
/// </summary>
public sealed class PopulationStability
{
    /// <summary>A share of 0 counts as this, so that an empty bin has a finite contribution.</summary>
    public const double SmallestShare = 1e-4;

    private readonly StabilityBin[] _bins;

    private PopulationStability(StabilityBin[] bins)
    {
        _bins = bins;
        foreach (StabilityBin bin in bins)
            Index += bin.Contribution;
    }

    /// <summary>The index, at least 0.</summary>
    public double Index { get; }

    /// <summary>The bins.</summary>
    public IReadOnlyList<StabilityBin> Bins => _bins;

    /// <summary>Compares numbers, in bins of equal count of the expected ones; missing values (NaN) are a bin of their own.</summary>
    /// <param name="expected">The older rows, at least one.</param>
    /// <param name="actual">The newer rows, at least one.</param>
    /// <param name="bins">Bins wanted, 2 to 10 000; equal values stay together, so that there may be fewer. Default 10.</param>
    /// <exception cref="ArgumentException">No rows on a side.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bins"/> is out of range.</exception>
    public static PopulationStability OfNumbers(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, int bins = 10)
    {
        RequireRows(expected.Length, actual.Length);
        Check.InRange(bins, 2, 10_000);
        double[] edges = Edges(expected, bins);
        // The last count is of missing values.
        double[] before = Count(expected, edges);
        double[] after = Count(actual, edges);
        var result = new List<StabilityBin>();
        for (int b = 0; b < before.Length; b++)
        {
            bool missing = b == before.Length - 1;
            if (missing && before[b] == 0 && after[b] == 0)
                continue;
            string name = missing ? "missing" : Interval(edges, b);
            result.Add(Bin(name, before[b] / expected.Length, after[b] / actual.Length));
        }
        return new PopulationStability([.. result]);
    }

    /// <summary>Compares categories. One that either side lacks counts as a bin too.</summary>
    /// <param name="expected">The older rows, at least one; null or empty is missing.</param>
    /// <param name="actual">The newer rows, at least one.</param>
    /// <exception cref="ArgumentException">No rows on a side.</exception>
    public static PopulationStability OfCategories(IReadOnlyList<string?> expected, IReadOnlyList<string?> actual)
    {
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentNullException.ThrowIfNull(actual);
        RequireRows(expected.Count, actual.Count);
        var counts = new SortedDictionary<string, (int Before, int After)>(StringComparer.Ordinal);
        foreach (string? value in expected)
        {
            string key = string.IsNullOrEmpty(value) ? "missing" : value;
            counts.TryGetValue(key, out (int Before, int After) count);
            counts[key] = (count.Before + 1, count.After);
        }
        foreach (string? value in actual)
        {
            string key = string.IsNullOrEmpty(value) ? "missing" : value;
            counts.TryGetValue(key, out (int Before, int After) count);
            counts[key] = (count.Before, count.After + 1);
        }
        var bins = new List<StabilityBin>(counts.Count);
        foreach ((string name, (int before, int after)) in counts)
            bins.Add(Bin(name, (double)before / expected.Count, (double)after / actual.Count));
        return new PopulationStability([.. bins]);
    }

    private static StabilityBin Bin(string name, double expected, double actual)
    {
        double e = Math.Max(expected, SmallestShare);
        double a = Math.Max(actual, SmallestShare);
        return new StabilityBin(name, expected, actual, (a - e) * Math.Log(a / e));
    }

    /// <summary>Upper ends (exclusive) of all bins but the last: distinct quantiles.</summary>
    private static double[] Edges(ReadOnlySpan<double> values, int bins)
    {
        double[] sorted = new double[values.Length];
        int known = 0;
        foreach (double value in values)
        {
            if (!double.IsNaN(value))
                sorted[known++] = value;
        }
        Array.Sort(sorted, 0, known);
        var edges = new List<double>();
        for (int b = 1; b < bins && known > 0; b++)
        {
            double edge = sorted[(int)((long)known * b / bins)];
            if (edge > sorted[0] && (edges.Count == 0 || edge > edges[^1]))
                edges.Add(edge);
        }
        return [.. edges];
    }

    private static double[] Count(ReadOnlySpan<double> values, double[] edges)
    {
        double[] counts = new double[edges.Length + 2];
        foreach (double value in values)
        {
            if (double.IsNaN(value))
            {
                counts[^1]++;
                continue;
            }
            int found = Array.BinarySearch(edges, value);
            counts[found >= 0 ? found + 1 : ~found]++;
        }
        return counts;
    }

    private static string Interval(double[] edges, int bin)
    {
        string from = bin == 0 ? "-inf" : edges[bin - 1].ToString("G6", CultureInfo.InvariantCulture);
        string to = bin == edges.Length ? "inf" : edges[bin].ToString("G6", CultureInfo.InvariantCulture);
        return $"[{from}, {to})";
    }

    private static void RequireRows(int expected, int actual)
    {
        if (expected == 0)
            throw new ArgumentException("expected: expected at least one row, got none.", nameof(expected));
        if (actual == 0)
            throw new ArgumentException("actual: expected at least one row, got none.", nameof(actual));
    }
}
