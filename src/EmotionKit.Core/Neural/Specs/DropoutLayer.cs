namespace EmotionKit.Neural;

/// <summary>While training, sets each value to 0 with probability <see cref="Rate"/> and divides the others by 1 - rate; else does nothing.</summary>
public sealed record DropoutLayer : PointwiseLayer
{
    /// <summary>Probability, at least 0 and below 1. Default 0.5.</summary>
    public double Rate { get; init; } = 0.5;

    /// <inheritdoc/>
    public override void Validate() => Check.InRange(Rate, 0, 0.999999);
}
