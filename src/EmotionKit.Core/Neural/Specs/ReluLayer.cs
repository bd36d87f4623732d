namespace EmotionKit.Neural;

/// <summary>max(x, 0).</summary>
public sealed record ReluLayer : PointwiseLayer;
