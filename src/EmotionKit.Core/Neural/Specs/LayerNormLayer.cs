namespace EmotionKit.Neural;

/// <summary>Normalises the last axis of each frame, pixel or row by its own mean and variance (Ba et al. 2016).</summary>
/// <remarks>Parameters: <c>gamma</c> and <c>beta</c>, as many values as there are channels.</remarks>
public sealed record LayerNormLayer : LayerSpec
{
    /// <summary>Added to the variance, above 0. Default 1e-5.</summary>
    public double Epsilon { get; init; } = 1e-5;

    /// <inheritdoc/>
    public override void Validate() => Check.InRange(Epsilon, 1e-12, 1);

    internal override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[0];

    internal override IReadOnlyList<ParameterSpec> Parameters(IReadOnlyList<Shape> inputs)
    {
        var channels = new Shape(inputs[0].Last);
        return [new("gamma", channels, ParameterStart.Ones), new("beta", channels, ParameterStart.Zeros)];
    }
}
