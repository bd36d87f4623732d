using EmotionKit.Neural.Kernels;

namespace EmotionKit.Neural;

/// <summary>The mean over all frames or pixels within the row's length.</summary>
internal sealed class GlobalMeanOp() : LayerOp([])
{
    public override int[]? OutputLengths(Tensor[] inputs, Shape output) => null;

    public override void Forward(Pass pass, Tensor[] inputs, Tensor output)
    {
        Tensor x = inputs[0];
        int channels = x.Channels;
        for (int row = 0; row < x.Batch; row++)
        {
            Span<float> values = x.Valid(row), mean = output.Row(row);
            VectorOps.ColumnSums(values.Length / channels, channels, values, mean);
            VectorOps.Scale((float)channels / values.Length, mean);
        }
    }

    public override void Backward(Pass pass, Tensor[] inputs, Tensor output, Storage gradient, Storage?[] inputGradients)
    {
        if (inputGradients[0] is not { } wanted)
            return;
        Tensor x = inputs[0];
        int channels = x.Channels;
        Span<float> dx = Values(wanted, x.Length), dy = Values(gradient, output.Length);
        dx.Clear();
        for (int row = 0; row < x.Batch; row++)
        {
            Span<float> target = dx.Slice(row * x.RowSize, x.ValidSize(row));
            ReadOnlySpan<float> share = dy.Slice(row * channels, channels);
            float factor = (float)channels / target.Length;
            for (int at = 0; at < target.Length; at += channels)
                VectorOps.Axpy(factor, share, target.Slice(at, channels));
        }
    }
}
