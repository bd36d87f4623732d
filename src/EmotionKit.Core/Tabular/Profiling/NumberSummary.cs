namespace EmotionKit.Tabular;

/// <summary>A column of numbers, without its missing values.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="StandardDeviation">Of the sample (n - 1); NaN for one value.</param>
/// <param name="Minimum">The smallest.</param>
/// <param name="P1">The 1st percentile, by linear interpolation as all here.</param>
/// <param name="P5">The 5th percentile.</param>
/// <param name="P25">The lower quartile.</param>
/// <param name="Median">The median.</param>
/// <param name="P75">The upper quartile.</param>
/// <param name="P95">The 95th percentile.</param>
/// <param name="P99">The 99th percentile.</param>
/// <param name="Maximum">The largest.</param>
/// <param name="Zeros">Rows that are 0.</param>
/// <param name="Outliers">Rows further from the quartiles than the options' multiple of the distance between them.</param>
public sealed record NumberSummary(
    double Mean,
    double StandardDeviation,
    double Minimum,
    double P1,
    double P5,
    double P25,
    double Median,
    double P75,
    double P95,
    double P99,
    double Maximum,
    int Zeros,
    int Outliers);
