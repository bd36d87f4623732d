namespace EmotionKit.Neural;

/// <summary>A linear function of the last axis: <c>x · kernel + bias</c>, the same for every frame or pixel.</summary>
/// <remarks>Parameters: <c>kernel</c> (inputs, units) and <c>bias</c> (units).</remarks>
public sealed record DenseLayer : LayerSpec
{
    /// <summary>Outputs; 0 stands for the number of classes, known once the network is bound to data.</summary>
    public int Units { get; init; }

    /// <summary>Whether there is a bias. Default true.</summary>
    public bool UseBias { get; init; } = true;

    /// <summary>First values of the kernel. Default <see cref="WeightInit.GlorotUniform"/>.</summary>
    public WeightInit Init { get; init; }

    /// <inheritdoc/>
    public override void Validate()
    {
        Check.InRange(Units, 0, Shape.MaxSize);
        Check.Defined(Init);
    }

    internal override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        inputs[0].RequireKnownLast();
        return inputs[0].WithLast(Units);
    }

    internal override IReadOnlyList<ParameterSpec> Parameters(IReadOnlyList<Shape> inputs)
    {
        int columns = inputs[0].Last;
        var kernel = new ParameterSpec("kernel", new Shape(columns, Units), Init.Start(), columns, Units, Decays: true);
        return UseBias ? [kernel, new("bias", new Shape(Units), ParameterStart.Zeros)] : [kernel];
    }
}
