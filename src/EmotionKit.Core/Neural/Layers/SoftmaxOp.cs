using EmotionKit.Neural.Kernels;

namespace EmotionKit.Neural;

/// <summary>Softmax over the last axis.</summary>
internal sealed class SoftmaxOp() : LayerOp([])
{
    public override bool CanOverwriteInput => true;

    public override bool NeedsOutput => true;

    public override bool GradientInPlace => true;

    public override int[]? OutputLengths(Tensor[] inputs, Shape output) => inputs[0].Lengths;

    public override void Forward(Pass pass, Tensor[] inputs, Tensor output) =>
        VectorOps.Softmax(output.Frames, output.Channels, inputs[0].Span, output.Span);

    public override void Backward(Pass pass, Tensor[] inputs, Tensor output, Storage gradient, Storage?[] inputGradients)
    {
        if (inputGradients[0] is { } wanted)
            VectorOps.SoftmaxBackward(output.Frames, output.Channels, output.Span, Values(gradient, output.Length), Values(wanted, output.Length));
    }
}
