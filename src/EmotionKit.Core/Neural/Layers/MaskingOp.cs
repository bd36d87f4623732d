namespace EmotionKit.Neural;

/// <summary>Finds where each row ends.</summary>
internal sealed class MaskingOp(float value) : LayerOp([])
{
    private int[] _lengths = [];

    public override bool CanOverwriteInput => true;

    public override bool PassesGradient => true;

    public override int[]? OutputLengths(Tensor[] inputs, Shape output)
    {
        Tensor input = inputs[0];
        if (_lengths.Length < input.Batch)
            _lengths = new int[input.Batch];
        int frame = input.RowSize / input.Shape[0];
        for (int row = 0; row < input.Batch; row++)
        {
            int last = input.Valid(row).LastIndexOfAnyExcept(value);
            _lengths[row] = Math.Max(1, (last + frame) / frame);
        }
        return _lengths;
    }

    public override void Forward(Pass pass, Tensor[] inputs, Tensor output)
    {
        if (inputs[0].Storage != output.Storage)
            inputs[0].Span.CopyTo(output.Span);
    }

    public override void Backward(Pass pass, Tensor[] inputs, Tensor output, Storage gradient, Storage?[] inputGradients)
    {
    }
}
