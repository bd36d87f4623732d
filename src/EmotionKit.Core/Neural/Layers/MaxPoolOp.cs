using EmotionKit.Neural.Kernels;

namespace EmotionKit.Neural;

/// <summary>The largest value of each window.</summary>
internal sealed class MaxPoolOp : PoolOp
{
    private int[] _places = [];
    private bool _recording;

    public MaxPoolOp(MaxPool1DLayer spec)
        : base(spec, Windows.One, spec.Window, overTime: true)
    {
    }

    public MaxPoolOp(MaxPool2DLayer spec)
        : base(spec, spec.Vertical, spec.Horizontal, overTime: false)
    {
    }

    public override void Forward(Pass pass, Tensor[] inputs, Tensor output)
    {
        _recording = pass.Training;
        if (_recording && _places.Length < output.Length)
            _places = new int[output.Length];
        base.Forward(pass, inputs, output);
    }

    protected override void Forward(in ConvGeometry geometry, ReadOnlySpan<float> x, Span<float> y, int offset, int threads) =>
        Pooling.MaxForward(geometry, x, y, _recording ? _places.AsSpan(offset, y.Length) : [], threads);

    protected override void Backward(in ConvGeometry geometry, ReadOnlySpan<float> dy, Span<float> dx, int offset, int threads) =>
        Pooling.MaxBackward(geometry, dy, _places.AsSpan(offset, dy.Length), dx, threads);
}
