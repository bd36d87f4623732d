namespace EmotionKit.Neural;

/// <summary>What LSTM and GRU share: (time, channels) to (time, units), or to (units) of the last frame.</summary>
/// <remarks>Parameters: <c>kernel</c> (channels, gates * units), <c>recurrent</c> (units, gates * units), <c>bias</c> (gates * units; GRU:
/// twice as many), the gates side by side; a bidirectional layer has those of the other direction too, named <c>backwardKernel</c>,
/// <c>backwardRecurrent</c>, <c>backwardBias</c>. Kernels begin Glorot uniform, recurrent kernels orthogonal, as Keras'.</remarks>
public abstract record RecurrentLayer : LayerSpec
{
    private protected RecurrentLayer()
    {
    }

    /// <summary>Units of each direction, at least 1.</summary>
    public int Units { get; init; }

    /// <summary>Whether a second set of units reads the row from its last frame (within its length) to the first; their outputs follow those
    /// of the forward units on the last axis. Default false.</summary>
    public bool Bidirectional { get; init; }

    /// <summary>Whether every frame's output is given, 0 past a row's length, or only that after the last frame read. Default false.</summary>
    public bool ReturnSequences { get; init; }

    internal abstract int Gates { get; }

    /// <summary>Values of the bias per unit.</summary>
    internal virtual int BiasWidth => Gates;

    internal abstract ParameterStart BiasStart { get; }

    /// <inheritdoc/>
    public override void Validate() => Check.InRange(Units, 1, Shape.MaxSize);

    internal override TimeAxis Time(Shape input) => ReturnSequences ? TimeAxis.Kept : TimeAxis.Dropped;

    internal override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        Shape x = inputs[0].Require(2, "(time, channels); reshape (time, width, channels) to (-1, width * channels) first");
        int units = checked(Bidirectional ? 2 * Units : Units);
        return ReturnSequences ? new Shape(x[0], units) : new Shape(units);
    }

    internal override IReadOnlyList<ParameterSpec> Parameters(IReadOnlyList<Shape> inputs)
    {
        int channels = inputs[0].Last;
        return Bidirectional
            ? [.. Direction("kernel", "recurrent", "bias", channels), .. Direction("backwardKernel", "backwardRecurrent", "backwardBias", channels)]
            : Direction("kernel", "recurrent", "bias", channels);
    }

    private ParameterSpec[] Direction(string kernel, string recurrent, string bias, int channels)
    {
        int wide = checked(Gates * Units);
        return
        [
            new(kernel, new Shape(channels, wide), ParameterStart.GlorotUniform, channels, wide, Decays: true),
            new(recurrent, new Shape(Units, wide), ParameterStart.Orthogonal, Units, wide, Decays: true),
            new(bias, new Shape(checked(BiasWidth * Units)), BiasStart),
        ];
    }
}
