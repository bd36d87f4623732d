namespace EmotionKit.Neural;

/// <summary>
/// Batch normalisation of the last axis (Ioffe and Szegedy 2015): while training by the mean and variance of the batch, frames past a
/// row's length left out; else by their running averages.
/// </summary>
/// <remarks>Parameters: <c>gamma</c>, <c>beta</c>, <c>mean</c>, <c>variance</c>, each of as many values as there are channels. As in
/// PyTorch the running variance is the unbiased one. A batch in which a channel has one value only is normalised by the running
/// averages.</remarks>
public sealed record BatchNormLayer : LayerSpec
{
    /// <summary>What of the running averages stays at each step, at least 0 and below 1. Default 0.9 (PyTorch's momentum of 0.1).</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>Added to the variance, above 0. Default 1e-5.</summary>
    public double Epsilon { get; init; } = 1e-5;

    /// <inheritdoc/>
    public override void Validate()
    {
        Check.InRange(Momentum, 0, 0.999999);
        Check.InRange(Epsilon, 1e-12, 1);
    }

    internal override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[0];

    internal override IReadOnlyList<ParameterSpec> Parameters(IReadOnlyList<Shape> inputs)
    {
        var channels = new Shape(inputs[0].Last);
        return
        [
            new("gamma", channels, ParameterStart.Ones),
            new("beta", channels, ParameterStart.Zeros),
            new("mean", channels, ParameterStart.Zeros, Trainable: false),
            new("variance", channels, ParameterStart.Ones, Trainable: false),
        ];
    }
}
