namespace EmotionKit.Neural;

/// <summary>The same values under another shape.</summary>
internal sealed class ReshapeOp(LayerSpec spec) : LayerOp([])
{
    public override bool AliasesInput => true;

    public override bool PassesGradient => true;

    public override bool KeepsZeros => true;

    public override int[]? OutputLengths(Tensor[] inputs, Shape output) =>
        spec is ReshapeLayer && output.Rank > 1 && output[0] == inputs[0].Shape[0] ? inputs[0].Lengths : null;

    public override void Forward(Pass pass, Tensor[] inputs, Tensor output)
    {
    }

    public override void Backward(Pass pass, Tensor[] inputs, Tensor output, Storage gradient, Storage?[] inputGradients)
    {
    }
}
