namespace EmotionKit.Neural;

/// <summary>The hyperbolic tangent.</summary>
public sealed record TanhLayer : PointwiseLayer;
