using EmotionKit.Neural.Kernels;

namespace EmotionKit.Neural;

/// <summary>Batch normalisation. Frames past the rows' lengths are left out by packing the others.</summary>
internal sealed class BatchNormOp(BatchNormLayer spec, ParameterSlot[] slots) : LayerOp(slots)
{
    private const int Gamma = 0;
    private const int Beta = 1;
    private const int Mean = 2;
    private const int Variance = 3;

    private readonly float[] _mean = new float[slots[0].Length];
    private readonly float[] _inverse = new float[slots[0].Length];
    private readonly float[] _scale = new float[slots[0].Length];
    private readonly float[] _shift = new float[slots[0].Length];
    private float[] _packed = [];
    private float[] _packedGradient = [];
    private bool _ofBatch;

    public override bool GradientInPlace => true;

    public override int[]? OutputLengths(Tensor[] inputs, Shape output) => inputs[0].Lengths;

    public override void Forward(Pass pass, Tensor[] inputs, Tensor output)
    {
        Tensor x = inputs[0];
        int channels = x.Channels, frames = CountFrames(x);
        _ofBatch = pass.Training && frames > 1;
        if (_ofBatch)
        {
            Normalization.ColumnMoments(frames, channels, Pack(x, x.Span, ref _packed), _mean, _inverse);
            UpdateAverages(pass, frames);
        }
        else
        {
            Weight(pass, Mean).CopyTo(_mean);
            Weight(pass, Variance).CopyTo(_inverse);
        }
        ReadOnlySpan<float> gamma = Weight(pass, Gamma), beta = Weight(pass, Beta);
        for (int c = 0; c < channels; c++)
        {
            _inverse[c] = (float)(1 / Math.Sqrt(_inverse[c] + spec.Epsilon));
            _scale[c] = gamma[c] * _inverse[c];
            _shift[c] = beta[c] - _mean[c] * _scale[c];
        }
        Normalization.Affine(x.Frames, channels, x.Span, _scale, _shift, output.Span);
    }

    public override void Backward(Pass pass, Tensor[] inputs, Tensor output, Storage gradient, Storage?[] inputGradients)
    {
        Tensor x = inputs[0];
        int channels = x.Channels;
        Span<float> dy = Values(gradient, x.Length), dx = inputGradients[0] is null ? dy : Values(inputGradients[0], x.Length);
        if (!_ofBatch)
        {
            FixedBackward(pass, x, dy, dx);
            return;
        }
        int frames = CountFrames(x);
        Span<float> packed = Pack(x, dy, ref _packedGradient);
        ReadOnlySpan<float> values = x.Lengths is null ? x.Span : _packed.AsSpan(0, frames * channels);
        Span<float> target = x.Lengths is null ? dx : packed;
        Normalization.BatchBackward(
            frames, channels, values, Weight(pass, Gamma), _mean, _inverse, packed, target, Gradient(pass, Gamma), Gradient(pass, Beta));
        if (x.Lengths is not null)
            Unpack(x, packed, dx);
    }

    /// <summary>With the running averages as constants.</summary>
    private void FixedBackward(Pass pass, Tensor x, Span<float> dy, Span<float> dx)
    {
        int channels = x.Channels;
        Span<float> dGamma = Gradient(pass, Gamma), dBeta = Gradient(pass, Beta);
        dGamma.Clear();
        dBeta.Clear();
        ReadOnlySpan<float> values = x.Span;
        for (int i = 0; i < dy.Length; i++)
        {
            int c = i % channels;
            dGamma[c] += dy[i] * (values[i] - _mean[c]) * _inverse[c];
            dBeta[c] += dy[i];
            dx[i] = dy[i] * _scale[c];
        }
    }

    private void UpdateAverages(Pass pass, int frames)
    {
        Span<float> mean = Weight(pass, Mean), variance = Weight(pass, Variance);
        float kept = (float)spec.Momentum, unbiased = (float)((double)frames / (frames - 1));
        for (int c = 0; c < mean.Length; c++)
        {
            mean[c] = kept * mean[c] + (1 - kept) * _mean[c];
            variance[c] = kept * variance[c] + (1 - kept) * _inverse[c] * unbiased;
        }
    }

    private static int CountFrames(Tensor x)
    {
        int count = 0;
        for (int row = 0; row < x.Batch; row++)
            count += x.ValidSize(row) / x.Channels;
        return count;
    }

    private static Span<float> Pack(Tensor form, Span<float> values, ref float[] packed)
    {
        if (form.Lengths is null)
            return values;
        if (packed.Length < form.Length)
            packed = new float[form.Length];
        int at = 0;
        for (int row = 0; row < form.Batch; row++)
        {
            ReadOnlySpan<float> valid = values.Slice(row * form.RowSize, form.ValidSize(row));
            valid.CopyTo(packed.AsSpan(at));
            at += valid.Length;
        }
        return packed.AsSpan(0, at);
    }

    private static void Unpack(Tensor form, ReadOnlySpan<float> packed, Span<float> values)
    {
        int at = 0;
        for (int row = 0; row < form.Batch; row++)
        {
            Span<float> target = values.Slice(row * form.RowSize, form.RowSize);
            int valid = form.ValidSize(row);
            packed.Slice(at, valid).CopyTo(target);
            target[valid..].Clear();
            at += valid;
        }
    }
}
