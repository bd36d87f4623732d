namespace EmotionKit.Neural;

/// <summary>The mean of each window over the first two axes, per channel; padding does not count: (height, width, channels) to (height', width',
/// channels). The height may be time.</summary>
public sealed record AveragePool2DLayer : LayerSpec
{
    /// <summary>At least 1. Default 2.</summary>
    public int Height { get; init; } = 2;

    /// <summary>At least 1. Default 2.</summary>
    public int Width { get; init; } = 2;

    /// <summary>From window to window; 0 stands for <see cref="Height"/>. Default 0.</summary>
    public int StrideHeight { get; init; }

    /// <summary>From window to window; 0 stands for <see cref="Width"/>. Default 0.</summary>
    public int StrideWidth { get; init; }

    /// <summary><see cref="Padding.Valid"/>, the default, or <see cref="Padding.Same"/>.</summary>
    public Padding Padding { get; init; } = Padding.Valid;

    internal Window Vertical => new(Height, StrideHeight == 0 ? Height : StrideHeight, 1, Padding, 0, 0);

    internal Window Horizontal => new(Width, StrideWidth == 0 ? Width : StrideWidth, 1, Padding, 0, 0);

    /// <inheritdoc/>
    public override void Validate()
    {
        PoolWindow.Validate(Vertical, "height");
        PoolWindow.Validate(Horizontal, "width");
    }

    internal override int OutputLength(int length) => Vertical.OverLength(length);

    internal override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        Shape x = inputs[0].Require(3, "(height, width, channels)");
        return new Shape(Vertical.Over(x[0], "height"), Horizontal.Over(x[1], "width"), x.Last);
    }
}
