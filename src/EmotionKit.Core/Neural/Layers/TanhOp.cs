using EmotionKit.Neural.Kernels;

namespace EmotionKit.Neural;

/// <summary>The hyperbolic tangent.</summary>
internal sealed class TanhOp : PointwiseOp
{
    public override bool CanOverwriteInput => true;

    public override bool NeedsOutput => true;

    public override bool KeepsZeros => true;

    protected override void Forward(ReadOnlySpan<float> x, Span<float> y) => Activations.Tanh(x, y);

    protected override void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx) =>
        Activations.TanhBackward(y, dy, dx);
}
