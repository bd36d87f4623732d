using EmotionKit.Neural.Kernels;

namespace EmotionKit.Neural;

/// <summary>A mean of frames weighted by a softmax of their scores.</summary>
internal sealed class AttentionPoolOp(AttentionPoolingLayer spec, ParameterSlot[] slots) : LayerOp(slots)
{
    private float[] _hidden = [];
    private float[] _hiddenGradient = [];
    private float[] _shares = [];
    private float[] _scoreGradient = [];

    private bool HasHidden => spec.Units > 0;

    public override int[]? OutputLengths(Tensor[] inputs, Shape output) => null;

    public override void Forward(Pass pass, Tensor[] inputs, Tensor output)
    {
        Tensor x = inputs[0];
        int channels = x.Channels, frames = x.Frames, time = x.Shape[0], units = spec.Units;
        Grow(ref _shares, frames);
        Span<float> shares = _shares.AsSpan(0, frames);
        if (HasHidden)
        {
            Grow(ref _hidden, frames * units);
            Span<float> hidden = _hidden.AsSpan(0, frames * units);
            Gemm.Multiply(
                false, false, frames, units, channels, x.Span, channels, Weight(pass, 0), units, 0, hidden, units, Weight(pass, 1),
                Activation.None, pass.Threads);
            Activations.Tanh(hidden, hidden);
            Gemm.Multiply(false, false, frames, 1, units, hidden, units, Weight(pass, 2), 1, 0, shares, 1, pass.Threads);
        }
        else
        {
            Gemm.Multiply(false, false, frames, 1, channels, x.Span, channels, Weight(pass, 0), 1, 0, shares, 1, pass.Threads);
        }
        for (int row = 0; row < x.Batch; row++)
        {
            int length = x.ValidSize(row) / channels;
            Span<float> own = shares.Slice(row * time, time);
            VectorOps.Softmax(1, length, own[..length], own[..length]);
            own[length..].Clear();
            Gemm.Multiply(true, false, 1, channels, length, own[..length], 1, x.Row(row), channels, 0, output.Row(row), channels, 1);
        }
    }

    public override void Backward(Pass pass, Tensor[] inputs, Tensor output, Storage gradient, Storage?[] inputGradients)
    {
        Tensor x = inputs[0];
        int channels = x.Channels, frames = x.Frames, time = x.Shape[0], units = spec.Units;
        Span<float> dy = Values(gradient, output.Length), dx = Values(inputGradients[0], x.Length);
        Grow(ref _scoreGradient, frames);
        Span<float> dScore = _scoreGradient.AsSpan(0, frames);
        for (int row = 0; row < x.Batch; row++)
        {
            Span<float> own = dScore.Slice(row * time, time), shares = _shares.AsSpan(row * time, time);
            ReadOnlySpan<float> dRow = dy.Slice(row * channels, channels);
            Gemm.Multiply(false, true, time, 1, channels, x.Row(row), channels, dRow, channels, 0, own, 1, 1);
            VectorOps.SoftmaxBackward(1, time, shares, own, own);
            if (dx.IsEmpty)
                continue;
            Span<float> target = dx.Slice(row * x.RowSize, x.RowSize);
            target.Clear();
            for (int t = 0; t < x.ValidSize(row) / channels; t++)
                VectorOps.Axpy(shares[t], dRow, target.Slice(t * channels, channels));
        }
        if (HasHidden)
            HiddenBackward(pass, x, dScore, dx);
        else
            LinearBackward(pass, x, dScore, dx);
    }

    private void LinearBackward(Pass pass, Tensor x, ReadOnlySpan<float> dScore, Span<float> dx)
    {
        int channels = x.Channels, frames = x.Frames;
        Gemm.Multiply(true, false, channels, 1, frames, x.Span, channels, dScore, 1, 0, Gradient(pass, 0), 1, pass.Threads);
        if (!dx.IsEmpty)
            Gemm.Multiply(false, false, frames, channels, 1, dScore, 1, Weight(pass, 0), channels, 1, dx, channels, pass.Threads);
    }

    private void HiddenBackward(Pass pass, Tensor x, ReadOnlySpan<float> dScore, Span<float> dx)
    {
        int channels = x.Channels, frames = x.Frames, units = spec.Units;
        Grow(ref _hiddenGradient, frames * units);
        Span<float> hidden = _hidden.AsSpan(0, frames * units), dHidden = _hiddenGradient.AsSpan(0, frames * units);
        Gemm.Multiply(true, false, units, 1, frames, hidden, units, dScore, 1, 0, Gradient(pass, 2), 1, pass.Threads);
        Gemm.Multiply(false, false, frames, units, 1, dScore, 1, Weight(pass, 2), units, 0, dHidden, units, pass.Threads);
        Activations.TanhBackward(hidden, dHidden, dHidden);
        Gemm.Multiply(true, false, channels, units, frames, x.Span, channels, dHidden, units, 0, Gradient(pass, 0), units, pass.Threads);
        VectorOps.ColumnSums(frames, units, dHidden, Gradient(pass, 1));
        if (!dx.IsEmpty)
            Gemm.Multiply(false, true, frames, channels, units, dHidden, units, Weight(pass, 0), units, 1, dx, channels, pass.Threads);
    }

    private static void Grow(ref float[] values, int length)
    {
        if (values.Length < length)
            values = new float[length];
    }
}
