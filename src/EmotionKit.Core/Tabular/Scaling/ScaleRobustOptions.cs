namespace EmotionKit.Tabular;

/// <summary>Options of <c>ml.Transforms.ScaleRobust</c>, named as those of scikit-learn's <c>RobustScaler</c>.</summary>
public sealed record ScaleRobustOptions
{
    /// <summary>Lower end of the range that becomes 1 wide, in percent, 0 or more and below <see cref="UpperPercentile"/>. Default 25.</summary>
    public double LowerPercentile { get; init; } = 25;

    /// <summary>Upper end of the range, in percent, at most 100. Default 75.</summary>
    public double UpperPercentile { get; init; } = 75;

    /// <summary>Whether the median becomes 0. Default true.</summary>
    public bool Center { get; init; } = true;

    /// <summary>Whether values are divided by the range. Default true.</summary>
    public bool Scale { get; init; } = true;

    /// <summary>Whether the range is made that of a standard normal distribution rather than 1 wide. Default false.</summary>
    public bool UnitVariance { get; init; }

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A percentile is outside its range.</exception>
    public void Validate()
    {
        Check.InRange(LowerPercentile, 0, 100);
        Check.InRange(UpperPercentile, 0, 100);
        if (LowerPercentile >= UpperPercentile)
        {
            throw new ArgumentOutOfRangeException(
                nameof(LowerPercentile), LowerPercentile, $"{nameof(LowerPercentile)}: expected a number below {nameof(UpperPercentile)}, {UpperPercentile}, got {LowerPercentile}.");
        }
    }
}
