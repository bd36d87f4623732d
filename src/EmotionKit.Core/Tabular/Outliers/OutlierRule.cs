namespace EmotionKit.Tabular;

/// <summary>Which values count as outliers.</summary>
public enum OutlierRule
{
    /// <summary>Those further from the quartiles than a multiple of the distance between them (Tukey 1977).</summary>
    Iqr,

    /// <summary>Those beyond two quantiles.</summary>
    Quantiles,
}
