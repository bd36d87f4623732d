namespace EmotionKit.Benchmarks.Comparisons;

/// <summary>What a comparison measures.</summary>
internal enum ComparisonUnit
{
    /// <summary>Seconds: the peer's over ours has to reach the target.</summary>
    Seconds,

    /// <summary>Areas under ROC curves: ours minus the peer's has to reach the target.</summary>
    Auc,
}
