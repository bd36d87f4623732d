namespace EmotionKit.Neural;

/// <summary>x where x is above 0, else <see cref="Slope"/> times x.</summary>
public sealed record LeakyReluLayer : PointwiseLayer
{
    /// <summary>Slope below 0, at least 0 and below 1. Default 0.01, as PyTorch.</summary>
    public double Slope { get; init; } = 0.01;

    /// <inheritdoc/>
    public override void Validate() => Check.InRange(Slope, 0, 0.999999);
}
