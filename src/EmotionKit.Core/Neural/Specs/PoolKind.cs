namespace EmotionKit.Neural;

/// <summary>How global pooling joins frames or pixels.</summary>
public enum PoolKind
{
    /// <summary>The mean.</summary>
    Mean,

    /// <summary>The largest value.</summary>
    Max,

    /// <summary>The standard deviation: the root of the mean squared distance from the mean, plus 1e-5 (statistics pooling, Snyder et al. 2018).</summary>
    Deviation,
}
