namespace EmotionKit.Neural;

/// <summary>How global pooling joins frames or pixels.</summary>
public enum PoolKind
{
    /// <summary>The mean.</summary>
    Mean,

    /// <summary>The largest value.</summary>
    Max,
}
