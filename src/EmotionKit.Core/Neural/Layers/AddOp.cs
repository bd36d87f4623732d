using EmotionKit.Neural.Kernels;

namespace EmotionKit.Neural;

/// <summary>The sum of the inputs.</summary>
internal sealed class AddOp() : LayerOp([])
{
    public override bool PassesGradient => true;

    public override int[]? OutputLengths(Tensor[] inputs, Shape output) => FirstLengths(inputs);

    public override void Forward(Pass pass, Tensor[] inputs, Tensor output)
    {
        VectorOps.Add(inputs[0].Span, inputs[1].Span, output.Span);
        for (int k = 2; k < inputs.Length; k++)
            VectorOps.Add(output.Span, inputs[k].Span, output.Span);
    }

    public override void Backward(Pass pass, Tensor[] inputs, Tensor output, Storage gradient, Storage?[] inputGradients)
    {
    }
}
