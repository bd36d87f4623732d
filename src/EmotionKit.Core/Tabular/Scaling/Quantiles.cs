namespace EmotionKit.Tabular;

/// <summary>Quantiles by linear interpolation between the two nearest values, as NumPy's default method computes them.</summary>
internal static class Quantiles
{
    /// <param name="sorted">Ascending, at least one, without NaN.</param>
    /// <param name="fraction">0 to 1.</param>
    public static double Of(ReadOnlySpan<double> sorted, double fraction)
    {
        double place = fraction * (sorted.Length - 1);
        int below = (int)Math.Floor(place);
        int above = Math.Min(below + 1, sorted.Length - 1);
        double part = place - below;
        double difference = sorted[above] - sorted[below];
        // From the nearer end, as NumPy does, so that the last bits agree.
        return part >= 0.5 ? sorted[above] - difference * (1 - part) : sorted[below] + difference * part;
    }

    /// <inheritdoc cref="Of"/>
    public static double Median(ReadOnlySpan<double> sorted)
    {
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
