namespace EmotionKit.Neural;

/// <summary>
/// Quantiles over all frames or pixels per channel: (time, channels) or (height, width, channels) to (channels · quantiles), all channels of the first quantile,
/// then those of the next. Between two values it is interpolated linearly, as <c>numpy.quantile</c> does. Frames past a row's length are left out.
/// </summary>
public sealed record QuantilePoolingLayer : LayerSpec
{
    /// <summary>Which quantiles, each 0 (the smallest value) to 1 (the largest), 1 to 64 of them. Default 0.1, 0.5, 0.9.</summary>
    public IReadOnlyList<double> Quantiles { get; init; } = [0.1, 0.5, 0.9];

    /// <summary>Whether the quantiles are the same.</summary>
    public bool Equals(QuantilePoolingLayer? other) => other is not null && Quantiles.SequenceEqual(other.Quantiles);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (double quantile in Quantiles)
            hash.Add(quantile);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override void Validate()
    {
        ArgumentNullException.ThrowIfNull(Quantiles);
        Check.InRange(Quantiles.Count, 1, 64, "quantiles");
        foreach (double quantile in Quantiles)
            Check.InRange(quantile, 0, 1, "quantiles");
    }

    internal override TimeAxis Time(Shape input) => TimeAxis.Dropped;

    internal override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        if (inputs[0].Rank < 2)
            throw new ArgumentException($"expected (time, channels) or (height, width, channels), got {inputs[0]}.");
        inputs[0].RequireKnownLast();
        return new Shape(checked(inputs[0].Last * Quantiles.Count));
    }
}
