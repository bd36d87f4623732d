using EmotionKit.Neural.Kernels;

namespace EmotionKit.Neural;

/// <summary>x, or its slope-th part below 0.</summary>
internal sealed class LeakyReluOp(float slope) : PointwiseOp
{
    public override bool KeepsZeros => true;

    protected override void Forward(ReadOnlySpan<float> x, Span<float> y) => Activations.LeakyRelu(x, slope, y);

    protected override void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx) =>
        Activations.LeakyReluBackward(x, slope, dy, dx);
}
