using EmotionKit.Neural.Kernels;

namespace EmotionKit.Neural;

/// <summary>Normalisation of the last axis.</summary>
internal sealed class LayerNormOp(LayerNormLayer spec, ParameterSlot[] slots) : LayerOp(slots)
{
    private float[] _mean = [];
    private float[] _inverse = [];

    public override bool GradientInPlace => true;

    public override int[]? OutputLengths(Tensor[] inputs, Shape output) => inputs[0].Lengths;

    public override void Forward(Pass pass, Tensor[] inputs, Tensor output)
    {
        Tensor x = inputs[0];
        if (_mean.Length < x.Frames)
            (_mean, _inverse) = (new float[x.Frames], new float[x.Frames]);
        Normalization.LayerForward(
            x.Frames, x.Channels, x.Span, Weight(pass, 0), Weight(pass, 1), (float)spec.Epsilon, output.Span, _mean.AsSpan(0, x.Frames),
            _inverse.AsSpan(0, x.Frames), pass.Threads);
    }

    public override void Backward(Pass pass, Tensor[] inputs, Tensor output, Storage gradient, Storage?[] inputGradients)
    {
        Tensor x = inputs[0];
        Span<float> dy = Values(gradient, x.Length), dx = inputGradients[0] is null ? dy : Values(inputGradients[0], x.Length);
        Normalization.LayerBackward(
            x.Frames, x.Channels, x.Span, Weight(pass, 0), _mean.AsSpan(0, x.Frames), _inverse.AsSpan(0, x.Frames), dy, dx, Gradient(pass, 0), Gradient(pass, 1),
            pass.Threads);
    }
}
