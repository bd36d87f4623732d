namespace EmotionKit.Neural;

/// <summary>A layer that changes each value, or frame, by itself: any shape in, the same shape out.</summary>
public abstract record PointwiseLayer : LayerSpec
{
    private protected PointwiseLayer()
    {
    }

    internal override Shape Infer(IReadOnlyList<Shape> inputs) => inputs[0];
}
