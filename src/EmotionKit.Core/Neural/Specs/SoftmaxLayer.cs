namespace EmotionKit.Neural;

/// <summary>exp(x) by the sum of exp over the last axis. As the last layer the network gives class probabilities, and losses are computed from what enters it.</summary>
public sealed record SoftmaxLayer : PointwiseLayer;
