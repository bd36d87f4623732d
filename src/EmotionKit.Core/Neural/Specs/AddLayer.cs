namespace EmotionKit.Neural;

/// <summary>The sum of two or more inputs of one shape, as a residual connection needs it.</summary>
public sealed record AddLayer : LayerSpec
{
    internal override (int Least, int Most) Arity => (2, 64);

    internal override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        foreach (Shape shape in inputs)
        {
            if (shape != inputs[0])
                throw new ArgumentException($"expected inputs of one shape, got {string.Join(" and ", inputs)}.");
        }
        return inputs[0];
    }
}
