using EmotionKit.Tabular;

namespace EmotionKit.Reporting;

/// <summary>Where the values of a group lie, as a box plot shows it: the box is of the quartiles, the whiskers reach from the 5th to the 95th percentile.</summary>
internal readonly record struct Quartiles(double P5, double P25, double Median, double P75, double P95)
{
    /// <summary>Of finite values; null where there are none.</summary>
    public static Quartiles? Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Where(double.IsFinite).Order()];
        return sorted.Length == 0
            ? null
            : new Quartiles(Quantiles.Of(sorted, 0.05), Quantiles.Of(sorted, 0.25), Quantiles.Median(sorted), Quantiles.Of(sorted, 0.75), Quantiles.Of(sorted, 0.95));
    }
}
