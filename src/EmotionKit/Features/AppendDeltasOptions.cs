using EmotionKit.Signal;

namespace EmotionKit.Features;

/// <summary>Options of <c>ml.Transforms.AppendDeltas</c>.</summary>
public sealed record AppendDeltasOptions
{
    /// <summary>How many derivatives are appended, 1 to <see cref="Width"/> - 1: 1 gives the delta, 2 also the delta of second order.
    /// Default 2.</summary>
    public int Order { get; init; } = 2;

    /// <summary>Frames that a derivative is estimated from: odd, at least 3. Default 9.</summary>
    public int Width { get; init; } = 9;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range; the message names it.</exception>
    public void Validate() => new DeltaOptions { Order = Order, Width = Width }.Validate();
}
