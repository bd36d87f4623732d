namespace EmotionKit.Neural;

/// <summary>Dropout of whole channels: one decision per row and channel, for all frames or pixels (Tompson et al. 2015).</summary>
public sealed record SpatialDropoutLayer : PointwiseLayer
{
    /// <summary>Probability, at least 0 and below 1. Default 0.2.</summary>
    public double Rate { get; init; } = 0.2;

    /// <inheritdoc/>
    public override void Validate() => Check.InRange(Rate, 0, 0.999999);

    internal override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        if (inputs[0].Rank < 2)
            throw new ArgumentException($"expected (time, channels) or (height, width, channels), got {inputs[0]}; use dropout for a plain vector.");
        return inputs[0];
    }
}
