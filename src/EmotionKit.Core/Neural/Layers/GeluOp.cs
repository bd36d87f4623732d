using EmotionKit.Neural.Kernels;

namespace EmotionKit.Neural;

/// <summary>x Phi(x).</summary>
internal sealed class GeluOp : PointwiseOp
{
    public override bool KeepsZeros => true;

    protected override void Forward(ReadOnlySpan<float> x, Span<float> y) => Activations.Gelu(x, y);

    protected override void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> dy, Span<float> dx) =>
        Activations.GeluBackward(x, dy, dx);
}
