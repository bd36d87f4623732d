namespace EmotionKit.Neural;

/// <summary>1 / (1 + exp(-x)). As the last layer the network gives probabilities, and losses are computed from what enters it.</summary>
public sealed record SigmoidLayer : PointwiseLayer;
