using EmotionKit.Neural.Kernels;

namespace EmotionKit.Neural;

/// <summary>The standard deviation over all frames or pixels within the row's length: the root of the variance plus a little.</summary>
internal sealed class GlobalDeviationOp() : LayerOp([])
{
    /// <summary>Added to the variance, so that a constant has a gradient too.</summary>
    public const float Epsilon = 1e-5f;

    private float[] _means = [];

    public override int[]? OutputLengths(Tensor[] inputs, Shape output) => null;

    public override void Forward(Pass pass, Tensor[] inputs, Tensor output)
    {
        Tensor x = inputs[0];
        int channels = x.Channels;
        if (_means.Length < output.Length)
            _means = new float[output.Length];
        for (int row = 0; row < x.Batch; row++)
        {
            ReadOnlySpan<float> values = x.Valid(row);
            Span<float> deviation = output.Row(row);
            Normalization.ColumnMoments(values.Length / channels, channels, values, _means.AsSpan(row * channels, channels), deviation);
            foreach (ref float value in deviation)
                value = MathF.Sqrt(value + Epsilon);
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
            ReadOnlySpan<float> values = x.Valid(row), mean = _means.AsSpan(row * channels, channels);
            Span<float> target = dx.Slice(row * x.RowSize, values.Length), factor = dy.Slice(row * channels, channels);
            ReadOnlySpan<float> deviation = output.Row(row);
            float share = (float)channels / values.Length;
            for (int c = 0; c < channels; c++)
                factor[c] *= share / deviation[c];
            for (int at = 0; at < target.Length; at += channels)
            {
                for (int c = 0; c < channels; c++)
                    target[at + c] = factor[c] * (values[at + c] - mean[c]);
            }
        }
    }
}
