using EmotionKit.Neural.Kernels;

namespace EmotionKit.Neural;

/// <summary>Pooling by windows. Rows of different lengths are pooled one by one, so that what is past their end does not count.</summary>
internal abstract class PoolOp(LayerSpec spec, Window vertical, Window horizontal, bool overTime) : LayerOp([])
{
    public override int[]? OutputLengths(Tensor[] inputs, Shape output) => Shrink(inputs[0], spec, output);

    public override void Forward(Pass pass, Tensor[] inputs, Tensor output)
    {
        Tensor input = inputs[0];
        ConvGeometry geometry = Windows.Geometry(vertical, horizontal, input, overTime, input.Batch);
        if (input.Lengths is null)
        {
            Forward(geometry, input.Span, output.Span, 0, pass.Threads);
            return;
        }
        for (int row = 0; row < input.Batch; row++)
        {
            ConvGeometry one = Windows.ForRow(geometry, overTime, input.Lengths[row]);
            Forward(one, input.Valid(row), output.Row(row)[..one.OutputLength], row * output.RowSize, pass.Threads);
        }
    }

    public override void Backward(Pass pass, Tensor[] inputs, Tensor output, Storage gradient, Storage?[] inputGradients)
    {
        if (inputGradients[0] is not { } wanted)
            return;
        Tensor input = inputs[0];
        ConvGeometry geometry = Windows.Geometry(vertical, horizontal, input, overTime, input.Batch);
        Span<float> dy = Values(gradient, output.Length), dx = Values(wanted, input.Length);
        if (input.Lengths is null)
        {
            Backward(geometry, dy, dx, 0, pass.Threads);
            return;
        }
        for (int row = 0; row < input.Batch; row++)
        {
            ConvGeometry one = Windows.ForRow(geometry, overTime, input.Lengths[row]);
            Span<float> target = dx.Slice(row * input.RowSize, input.RowSize);
            Backward(one, dy.Slice(row * output.RowSize, one.OutputLength), target[..one.InputLength], row * output.RowSize, pass.Threads);
            target[one.InputLength..].Clear();
        }
    }

    /// <param name="geometry">Of all rows, or of one.</param>
    /// <param name="x">Those rows.</param>
    /// <param name="y">Their output.</param>
    /// <param name="offset">Where <paramref name="y"/> begins in the whole output.</param>
    /// <param name="threads">Threads at most.</param>
    protected abstract void Forward(in ConvGeometry geometry, ReadOnlySpan<float> x, Span<float> y, int offset, int threads);

    protected abstract void Backward(in ConvGeometry geometry, ReadOnlySpan<float> dy, Span<float> dx, int offset, int threads);
}
