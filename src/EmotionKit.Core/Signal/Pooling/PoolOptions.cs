namespace EmotionKit.Signal;

/// <summary>Which statistics over time <see cref="FramePooler"/> takes of every coefficient.</summary>
public sealed record PoolOptions
{
    /// <summary>The mean.</summary>
    public bool Mean { get; init; } = true;

    /// <summary>The standard deviation of the population (divided by the number of frames, as <c>numpy.std</c>).</summary>
    public bool StandardDeviation { get; init; } = true;

    /// <summary>The smallest value.</summary>
    public bool Min { get; init; }

    /// <summary>The largest value.</summary>
    public bool Max { get; init; }

    /// <summary>Quantiles, each 0 to 1, interpolated linearly as <c>numpy.quantile</c>; 0.5 is the median.</summary>
    public IReadOnlyList<double> Quantiles { get; init; } = [];

    /// <summary>The slope of the straight line that fits best, per frame; 0 for a single frame.</summary>
    public bool Slope { get; init; }

    /// <summary>Parts of equal length into which the clip is divided, 0 to 64; 0, the default, for none. Of each part the mean, less that of the clip, and
    /// the standard deviation: the coarse course of the clip. Of fewer frames than parts some fall into several.</summary>
    public int Segments { get; init; }

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A quantile is not in 0..1, or the segments are not in 0..64.</exception>
    /// <exception cref="ArgumentException">No statistic is chosen.</exception>
    public void Validate()
    {
        ArgumentNullException.ThrowIfNull(Quantiles);
        foreach (double quantile in Quantiles)
            Check.InRange(quantile, 0.0, 1.0, nameof(Quantiles));
        Check.InRange(Segments, 0, 64);
        if (Count == 0)
            throw new ArgumentException("PoolOptions: expected at least one statistic, got none. Set Mean, StandardDeviation, Min, Max, Quantiles, Slope or Segments.");
    }

    internal int Count => (Mean ? 1 : 0) + (StandardDeviation ? 1 : 0) + (Min ? 1 : 0) + (Max ? 1 : 0) + (Slope ? 1 : 0) + Quantiles.Count + 2 * Segments;
}
