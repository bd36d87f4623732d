namespace EmotionKit.Interop;

/// <summary>What a feature contributed to a tree ensemble.</summary>
/// <param name="Name">The feature's slot name, or its index where it has none.</param>
/// <param name="Gain">Sum of the gains of its splits over all trees, relative to the largest: 0 to 1.</param>
public sealed record FeatureGain(string Name, float Gain);
