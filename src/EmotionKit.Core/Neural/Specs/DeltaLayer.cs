using EmotionKit.Signal;

namespace EmotionKit.Neural;

/// <summary>
/// Derivatives over time as further channels, (time, coefficients) or (time, coefficients, channels) to (time, coefficients, channels · (order + 1)): each
/// channel is followed by its derivatives of first to <see cref="Order"/>-th order, as networks for speech read them (Chen et al., 3-D Convolutional Recurrent
/// Neural Networks with Attention Model for Speech Emotion Recognition, 2018).
/// </summary>
/// <remarks>The filters are those of <see cref="Delta"/>, scaled to a sum of squares of 1, so that derivatives are of the size of what they are of, and not learned. At a row's ends its outermost frame is
/// repeated (<c>librosa.feature.delta</c> with <c>mode="nearest"</c>), so that rows may be shorter than <see cref="Width"/>.</remarks>
public sealed record DeltaLayer : LayerSpec
{
    /// <summary>How many derivatives, 1 to <see cref="Width"/> - 1. Default 2.</summary>
    public int Order { get; init; } = 2;

    /// <summary>Frames that a derivative is estimated from: odd, at least 3. Default 9.</summary>
    public int Width { get; init; } = 9;

    /// <inheritdoc/>
    public override void Validate() => new DeltaOptions { Order = Order, Width = Width }.Validate();

    /// <summary>The weights of the frames around one, for derivatives of first to <see cref="Order"/>-th order.</summary>
    internal float[][] Filters() => [.. Enumerable.Range(1, Order).Select(order => Scaled(Delta.Filter(new DeltaOptions { Order = order, Width = Width })))];

    private static float[] Scaled(float[] filter)
    {
        double norm = Math.Sqrt(filter.Sum(weight => (double)weight * weight));
        return Array.ConvertAll(filter, weight => (float)(weight / norm));
    }

    internal override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        Shape x = inputs[0];
        if (x.Rank is < 2 or > 3)
            throw new ArgumentException($"expected (time, coefficients) or (time, coefficients, channels), got {x}.");
        x.RequireKnownLast();
        return x.Rank == 2 ? new Shape(x[0], x[1], Order + 1) : x.WithLast(checked(x[2] * (Order + 1)));
    }
}
