namespace EmotionKit.Neural;

/// <summary>All values as one vector, the last axis fastest.</summary>
public sealed record FlattenLayer : LayerSpec
{
    internal override TimeAxis Time(Shape input) => TimeAxis.Dropped;

    internal override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        if (inputs[0].HasVariable)
            throw new ArgumentException($"expected a shape of known size, got {inputs[0]} with variable time; use global or attention pooling, a recurrent layer, or padded sequences.");
        return new Shape(checked((int)inputs[0].Size));
    }
}
