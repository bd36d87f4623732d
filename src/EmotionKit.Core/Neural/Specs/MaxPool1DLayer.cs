namespace EmotionKit.Neural;

/// <summary>The largest value of each window over time, per channel; padding never wins: (time, channels) to (time', channels).</summary>
public sealed record MaxPool1DLayer : LayerSpec
{
    /// <summary>Frames of one window, at least 1. Default 2.</summary>
    public int Size { get; init; } = 2;

    /// <summary>Frames from window to window; 0 stands for <see cref="Size"/>. Default 0.</summary>
    public int Stride { get; init; }

    /// <summary><see cref="Padding.Valid"/>, the default, or <see cref="Padding.Same"/>.</summary>
    public Padding Padding { get; init; } = Padding.Valid;

    internal Window Window => new(Size, Stride == 0 ? Size : Stride, 1, Padding, 0, 0);

    /// <inheritdoc/>
    public override void Validate() => PoolWindow.Validate(Window, "size");

    internal override int OutputLength(int length) => Window.OverLength(length);

    internal override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        Shape x = inputs[0].Require(2, "(time, channels)");
        return new Shape(Window.Over(x[0], "time"), x.Last);
    }
}
