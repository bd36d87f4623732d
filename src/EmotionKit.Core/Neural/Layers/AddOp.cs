namespace EmotionKit.Neural;

/// <summary>The sum of the inputs.</summary>
internal sealed unsafe class AddOp() : LayerOp([])
{
    private readonly PiecewiseSum _sum = new();

    public override bool PassesGradient => true;

    public override int[]? OutputLengths(Tensor[] inputs, Shape output) => FirstLengths(inputs);

    public override void Forward(Pass pass, Tensor[] inputs, Tensor output)
    {
        _sum.Run(inputs[0].Pointer, inputs[1].Pointer, output.Pointer, output.Length, pass.Threads);
        for (int k = 2; k < inputs.Length; k++)
            _sum.Run(output.Pointer, inputs[k].Pointer, output.Pointer, output.Length, pass.Threads);
    }

    public override void Backward(Pass pass, Tensor[] inputs, Tensor output, Storage gradient, Storage?[] inputGradients)
    {
    }
}
