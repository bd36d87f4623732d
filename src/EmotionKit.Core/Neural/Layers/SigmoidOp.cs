using EmotionKit.Neural.Kernels;

namespace EmotionKit.Neural;

/// <summary>1 / (1 + e^-x).</summary>
internal sealed class SigmoidOp : PointwiseOp
{
    public override bool CanOverwriteInput => true;

    public override bool NeedsOutput => true;

    protected override void Forward(ReadOnlySpan<float> x, Span<float> y) => Activations.Sigmoid(x, y);

    protected override void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx) =>
        Activations.SigmoidBackward(y, dy, dx);
}
