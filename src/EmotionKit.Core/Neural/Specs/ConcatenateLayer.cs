namespace EmotionKit.Neural;

/// <summary>Two or more inputs side by side on the last axis; the other axes must agree.</summary>
public sealed record ConcatenateLayer : LayerSpec
{
    internal override (int Least, int Most) Arity => (2, 64);

    internal override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        long last = 0;
        foreach (Shape shape in inputs)
        {
            shape.RequireKnownLast();
            if (shape.Rank != inputs[0].Rank || shape.WithLast(1) != inputs[0].WithLast(1))
                throw new ArgumentException($"expected inputs that differ on the last axis only, got {string.Join(" and ", inputs)}.");
            last += shape.Last;
        }
        return inputs[0].WithLast(checked((int)last));
    }
}
