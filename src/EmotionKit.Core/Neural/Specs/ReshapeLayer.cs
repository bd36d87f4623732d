namespace EmotionKit.Neural;

/// <summary>The same values, in the same order, under another shape.</summary>
public sealed record ReshapeLayer : LayerSpec
{
    /// <summary>The new shape. One axis may be -1: it takes what is left; as the first axis of a sequence of variable time it stays
    /// time.</summary>
    public Shape Target { get; init; }

    /// <inheritdoc/>
    public override void Validate()
    {
        Check.InRange(Target.Rank, 1, Shape.MaxRank, "target rank");
        int left = 0;
        for (int i = 0; i < Target.Rank; i++)
        {
            if (Target[i] == Shape.Variable)
                left++;
            else
                Check.InRange(Target[i], 1, Shape.MaxSize, "target");
        }
        if (left > 1)
            throw new ArgumentException($"target: expected at most one axis of -1, got {Target}.");
    }

    internal override TimeAxis Time(Shape input) => Infer([input])[0] == input[0] && Target.Rank > 1 ? TimeAxis.Kept : TimeAxis.Dropped;

    internal override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        Shape x = inputs[0];
        x.RequireKnownLast();
        if (x.HasVariable)
        {
            // The frames stay as they are; what a frame holds is shaped anew.
            if (Target[0] != Shape.Variable || Target.Tail().Size != x.Tail().Size)
                throw new ArgumentException($"expected a target of (-1, ...) with {x.Tail().Size} values per frame for an input of {x}, got {Target}.");
            return Target;
        }
        int[] sizes = Target.ToArray();
        int open = Array.IndexOf(sizes, Shape.Variable);
        long known = 1;
        foreach (int size in sizes)
            known = checked(known * (size == Shape.Variable ? 1 : size));
        if (open >= 0 && x.Size % known == 0)
            sizes[open] = (int)(x.Size / known);
        else if (known != x.Size)
            throw new ArgumentException($"expected a target of {x.Size} values for an input of {x}, got {Target}.");
        return new Shape(sizes);
    }
}
