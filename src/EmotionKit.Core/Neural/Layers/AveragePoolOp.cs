using EmotionKit.Neural.Kernels;

namespace EmotionKit.Neural;

/// <summary>The mean of each window.</summary>
internal sealed class AveragePoolOp : PoolOp
{
    public AveragePoolOp(AveragePool1DLayer spec)
        : base(spec, Windows.One, spec.Window, overTime: true)
    {
    }

    public AveragePoolOp(AveragePool2DLayer spec)
        : base(spec, spec.Vertical, spec.Horizontal, overTime: false)
    {
    }

    protected override void Forward(in ConvGeometry geometry, ReadOnlySpan<float> x, Span<float> y, int offset, int threads) =>
        Pooling.AverageForward(geometry, x, y, threads);

    protected override void Backward(in ConvGeometry geometry, ReadOnlySpan<float> dy, Span<float> dx, int offset, int threads) =>
        Pooling.AverageBackward(geometry, dy, dx, threads);
}
