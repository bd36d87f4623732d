namespace EmotionKit.Neural;

/// <summary>The inputs side by side on the last axis.</summary>
internal sealed class ConcatenateOp() : LayerOp([])
{
    public override int[]? OutputLengths(Tensor[] inputs, Shape output) => FirstLengths(inputs);

    public override void Forward(Pass pass, Tensor[] inputs, Tensor output)
    {
        int offset = 0;
        foreach (Tensor input in inputs)
        {
            Copy(input.Span, input.Channels, 0, input.Channels, output.Span, output.Channels, offset);
            offset += input.Channels;
        }
    }

    public override void Backward(Pass pass, Tensor[] inputs, Tensor output, Storage gradient, Storage?[] inputGradients)
    {
        int offset = 0;
        for (int k = 0; k < inputs.Length; k++)
        {
            int width = inputs[k].Channels;
            if (inputGradients[k] is { } wanted)
                Copy(Values(gradient, output.Length), output.Channels, offset, width, Values(wanted, inputs[k].Length), width, 0);
            offset += width;
        }
    }

    private static void Copy(ReadOnlySpan<float> from, int fromWidth, int fromOffset, int width, Span<float> to, int toWidth, int toOffset)
    {
        int frames = from.Length / fromWidth;
        for (int i = 0; i < frames; i++)
            from.Slice(i * fromWidth + fromOffset, width).CopyTo(to.Slice(i * toWidth + toOffset, width));
    }
}
