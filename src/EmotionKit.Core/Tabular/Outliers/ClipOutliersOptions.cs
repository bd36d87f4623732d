namespace EmotionKit.Tabular;

/// <summary>Options of <c>ml.Transforms.ClipOutliers</c>.</summary>
public sealed record ClipOutliersOptions
{
    /// <summary>Which values are clipped. Default <see cref="OutlierRule.Iqr"/>.</summary>
    public OutlierRule Rule { get; init; } = OutlierRule.Iqr;

    /// <summary>Of <see cref="OutlierRule.Iqr"/>: how many distances between the quartiles a value may lie beyond them, 0 or more. Default 1.5.</summary>
    public double Factor { get; init; } = 1.5;

    /// <summary>Of <see cref="OutlierRule.Quantiles"/>: the lower bound, in percent, 0 to 100. Default 1.</summary>
    public double LowerPercentile { get; init; } = 1;

    /// <summary>Of <see cref="OutlierRule.Quantiles"/>: the upper bound, in percent, from the lower one to 100. Default 99.</summary>
    public double UpperPercentile { get; init; } = 99;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public void Validate()
    {
        Check.Defined(Rule);
        Check.AtLeast(Factor, 0);
        Check.Finite(Factor);
        Check.InRange(LowerPercentile, 0, 100);
        Check.InRange(UpperPercentile, LowerPercentile, 100);
    }

    /// <summary>The bounds of a column.</summary>
    /// <param name="sorted">Ascending, at least one, without NaN.</param>
    internal (double Lower, double Upper) BoundsOf(ReadOnlySpan<double> sorted)
    {
        if (Rule == OutlierRule.Quantiles)
            return (Quantiles.Of(sorted, LowerPercentile / 100), Quantiles.Of(sorted, UpperPercentile / 100));
        double first = Quantiles.Of(sorted, 0.25), third = Quantiles.Of(sorted, 0.75);
        double reach = Factor * (third - first);
        return (first - reach, third + reach);
    }
}
