namespace EmotionKit.Neural;

/// <summary>Convolution over the first two axes: (height, width, channels) to (height', width', filters). The height may be time.</summary>
/// <remarks>Parameters: <c>kernel</c> (kernel height, kernel width, channels / groups, filters) and <c>bias</c> (filters).</remarks>
public sealed record Conv2DLayer : LayerSpec
{
    /// <summary>Output channels, at least 1, a multiple of the groups.</summary>
    public int Filters { get; init; }

    /// <summary>At least 1. Default 3.</summary>
    public int KernelHeight { get; init; } = 3;

    /// <summary>At least 1. Default 3.</summary>
    public int KernelWidth { get; init; } = 3;

    /// <summary>At least 1. Default 1.</summary>
    public int StrideHeight { get; init; } = 1;

    /// <summary>At least 1. Default 1.</summary>
    public int StrideWidth { get; init; } = 1;

    /// <summary>At least 1. Default 1.</summary>
    public int DilationHeight { get; init; } = 1;

    /// <summary>At least 1. Default 1.</summary>
    public int DilationWidth { get; init; } = 1;

    /// <summary>Default <see cref="Padding.Same"/>.</summary>
    public Padding Padding { get; init; } = Padding.Same;

    /// <summary>Zeros above, with <see cref="Padding.Explicit"/>.</summary>
    public int PadTop { get; init; }

    /// <summary>Zeros below, with <see cref="Padding.Explicit"/>.</summary>
    public int PadBottom { get; init; }

    /// <summary>Zeros to the left, with <see cref="Padding.Explicit"/>.</summary>
    public int PadLeft { get; init; }

    /// <summary>Zeros to the right, with <see cref="Padding.Explicit"/>.</summary>
    public int PadRight { get; init; }

    /// <summary>Groups of channels that do not mix; 0 stands for one group per input channel (depthwise). Default 1.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>Whether there is a bias. Default true.</summary>
    public bool UseBias { get; init; } = true;

    /// <summary>First values of the kernel. Default <see cref="WeightInit.GlorotUniform"/>.</summary>
    public WeightInit Init { get; init; }

    internal Window Vertical => new(KernelHeight, StrideHeight, DilationHeight, Padding, PadTop, PadBottom);

    internal Window Horizontal => new(KernelWidth, StrideWidth, DilationWidth, Padding, PadLeft, PadRight);

    /// <inheritdoc/>
    public override void Validate()
    {
        Check.InRange(Filters, 1, Shape.MaxSize);
        Vertical.Validate("kernel height");
        Horizontal.Validate("kernel width");
        Check.InRange(Groups, 0, Shape.MaxSize);
        Check.Defined(Init);
    }

    internal override int OutputLength(int length) => Vertical.OverLength(length);

    internal override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        Shape x = inputs[0].Require(3, "(height, width, channels)");
        Channels.Groups(Groups, x.Last, Filters);
        return new Shape(Vertical.Over(x[0], "height"), Horizontal.Over(x[1], "width"), Filters);
    }

    internal override IReadOnlyList<ParameterSpec> Parameters(IReadOnlyList<Shape> inputs)
    {
        int channels = inputs[0].Last;
        var kernel = new Shape(KernelHeight, KernelWidth, channels / Channels.Groups(Groups, channels, Filters), Filters);
        return Channels.Parameters((long)KernelHeight * KernelWidth, kernel, channels, Groups, Filters, UseBias, Init);
    }
}
