namespace EmotionKit.Tabular;

/// <summary>What takes the place of a missing value.</summary>
public enum ImputationStrategy
{
    /// <summary>The median of the values that were there in fitting.</summary>
    Median,

    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>The most frequent of them, the smallest of equally frequent ones.</summary>
    MostFrequent,

    /// <summary>A constant.</summary>
    Constant,

    /// <summary>The mean over the rows of fitting that are nearest by the values that both rows have.</summary>
    Nearest,
}
