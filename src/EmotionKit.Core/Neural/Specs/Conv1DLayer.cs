namespace EmotionKit.Neural;

/// <summary>Convolution over time: (time, channels) to (time', filters). As everywhere in networks the kernel is not flipped.</summary>
/// <remarks>Parameters: <c>kernel</c> (kernel, channels / groups, filters) and <c>bias</c> (filters).</remarks>
public sealed record Conv1DLayer : LayerSpec
{
    /// <summary>Output channels, at least 1, a multiple of the groups.</summary>
    public int Filters { get; init; }

    /// <summary>Frames of one window, at least 1. Default 3.</summary>
    public int Kernel { get; init; } = 3;

    /// <summary>Frames from window to window, at least 1. Default 1.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>Frames from tap to tap, at least 1. Default 1.</summary>
    public int Dilation { get; init; } = 1;

    /// <summary>Default <see cref="Padding.Same"/>.</summary>
    public Padding Padding { get; init; } = Padding.Same;

    /// <summary>Zeros before the first frame, with <see cref="Padding.Explicit"/>.</summary>
    public int PadBefore { get; init; }

    /// <summary>Zeros after the last frame, with <see cref="Padding.Explicit"/>.</summary>
    public int PadAfter { get; init; }

    /// <summary>Groups of channels that do not mix; 0 stands for one group per input channel (depthwise). Default 1.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>Whether there is a bias. Default true.</summary>
    public bool UseBias { get; init; } = true;

    /// <summary>First values of the kernel. Default <see cref="WeightInit.GlorotUniform"/>.</summary>
    public WeightInit Init { get; init; }

    internal Window Window => new(Kernel, Stride, Dilation, Padding, PadBefore, PadAfter);

    /// <inheritdoc/>
    public override void Validate()
    {
        Check.InRange(Filters, 1, Shape.MaxSize);
        Window.Validate("kernel");
        Check.InRange(Groups, 0, Shape.MaxSize);
        Check.Defined(Init);
    }

    internal override int OutputLength(int length) => Window.OverLength(length);

    internal override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        Shape x = inputs[0].Require(2, "(time, channels)");
        Channels.Groups(Groups, x.Last, Filters);
        return new Shape(Window.Over(x[0], "time"), Filters);
    }

    internal override IReadOnlyList<ParameterSpec> Parameters(IReadOnlyList<Shape> inputs)
    {
        int channels = inputs[0].Last;
        return Channels.Parameters(Kernel, new Shape(Kernel, channels / Channels.Groups(Groups, channels, Filters), Filters), channels, Groups, Filters, UseBias, Init);
    }
}
