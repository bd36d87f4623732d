namespace EmotionKit.Neural;

/// <summary>Joins all frames or pixels per channel: (time, channels) or (height, width, channels) to (channels). Frames past a row's
/// length are left out.</summary>
public sealed record GlobalPoolingLayer : LayerSpec
{
    /// <summary>Default <see cref="PoolKind.Mean"/>.</summary>
    public PoolKind Pool { get; init; }

    /// <inheritdoc/>
    public override void Validate() => Check.Defined(Pool);

    internal override TimeAxis Time(Shape input) => TimeAxis.Dropped;

    internal override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        if (inputs[0].Rank < 2)
            throw new ArgumentException($"expected (time, channels) or (height, width, channels), got {inputs[0]}.");
        return new Shape(inputs[0].Last);
    }
}
