using EmotionKit.Neural.Kernels;

namespace EmotionKit.Neural;

/// <summary>
/// Batch normalisation, and the ReLU behind it. Works on segments that stay in a cache and are shared among threads; where they are cut depends
/// on the batch alone, and their sums are joined in order.
/// </summary>
internal sealed unsafe class BatchNormOp : LayerOp, IFusesActivation
{
    private const int Gamma = 0;
    private const int Beta = 1;
    private const int Mean = 2;
    private const int Variance = 3;

    private readonly BatchNormLayer _spec;
    private readonly FrameSegments _segments = new();
    private readonly Action<int> _measure;
    private readonly Action<int> _normalize;
    private readonly Action<int> _reduce;
    private readonly Action<int> _spread;
    private readonly float[] _mean;
    private readonly float[] _inverse;
    private readonly float[] _affine;
    private readonly float[] _factors;
    private double[] _sums = [];
    private float[] _means = [];
    private bool _ofBatch;
    private float* _x;
    private float* _y;
    private float* _dy;
    private float* _dx;

    public BatchNormOp(BatchNormLayer spec, ParameterSlot[] slots)
        : base(slots)
    {
        _spec = spec;
        int channels = slots[0].Length;
        (_mean, _inverse, _affine) = (new float[channels], new float[channels], new float[2 * channels]);
        _factors = new float[3 * channels];
        (_measure, _normalize, _reduce, _spread) = (Measure, Normalize, Reduce, Spread);
    }

    public Activation Activation { get; set; }

    public bool FusesBackward => true;

    public override bool GradientInPlace => true;

    private int Width => _mean.Length;

    private Span<float> Scale => _affine.AsSpan(0, Width);

    private Span<float> Shift => _affine.AsSpan(Width);

    public override int[]? OutputLengths(Tensor[] inputs, Shape output) => inputs[0].Lengths;

    public override void Forward(Pass pass, Tensor[] inputs, Tensor output)
    {
        Tensor x = inputs[0];
        _segments.Cut(x);
        _x = x.Pointer;
        _y = output.Pointer;
        _ofBatch = pass.Training && _segments.Frames > 1;
        if (_ofBatch)
        {
            Reserve();
            ParallelLoop.Run(_segments.Count, pass.Threads, _measure);
            JoinMoments();
            UpdateAverages(pass);
        }
        else
        {
            Weight(pass, Mean).CopyTo(_mean);
            Weight(pass, Variance).CopyTo(_inverse);
        }
        ReadOnlySpan<float> gamma = Weight(pass, Gamma), beta = Weight(pass, Beta);
        for (int c = 0; c < Width; c++)
        {
            _inverse[c] = (float)(1 / Math.Sqrt(_inverse[c] + _spec.Epsilon));
            Scale[c] = gamma[c] * _inverse[c];
            Shift[c] = beta[c] - _mean[c] * Scale[c];
        }
        ParallelLoop.Run(_segments.Count, pass.Threads, _normalize);
    }

    public override void Backward(Pass pass, Tensor[] inputs, Tensor output, Storage gradient, Storage?[] inputGradients)
    {
        _segments.Cut(inputs[0]);
        _x = inputs[0].Pointer;
        _dy = gradient.Buffer.Pointer;
        Reserve();
        ParallelLoop.Run(_segments.Count, pass.Threads, _reduce);
        JoinGradients(pass);
        if (inputGradients[0] is not { } wanted)
            return;
        _dx = wanted.Buffer.Pointer;
        ParallelLoop.Run(_segments.Count, pass.Threads, _spread);
    }

    /// <summary>Means of a segment, and sums of squares of what deviates from them.</summary>
    private void Measure(int segment)
    {
        (nint start, int frames) = _segments.At(segment);
        float* x = _x + start * Width;
        Span<double> totals = _sums.AsSpan(segment * 2 * Width, Width);
        ColumnReductions.Run(default(ColumnReductions.Numbers), frames, Width, x, x, totals);
        Span<float> means = _means.AsSpan(segment * Width, Width);
        for (int c = 0; c < Width; c++)
            means[c] = (float)(totals[c] / frames);
        fixed (float* mean = means)
            ColumnReductions.Run(new ColumnReductions.Deviations(mean), frames, Width, x, x, totals);
    }

    /// <summary>Joins the segments' moments in order, as Chan, Golub and LeVeque (1983); the biased variance goes into the inverse deviation's place.</summary>
    private void JoinMoments()
    {
        for (int c = 0; c < Width; c++)
        {
            double count = 0, mean = 0, squares = 0;
            for (int segment = 0; segment < _segments.Count; segment++)
            {
                double frames = _segments.At(segment).Frames, total = count + frames, apart = _means[segment * Width + c] - mean;
                mean += apart * frames / total;
                squares += _sums[segment * 2 * Width + c] + apart * apart * count * frames / total;
                count = total;
            }
            _mean[c] = (float)mean;
            _inverse[c] = (float)(squares / count);
        }
    }

    private void Normalize(int segment)
    {
        (nint start, int frames) = _segments.At(segment);
        var y = new Span<float>(_y + start * Width, frames * Width);
        Normalization.Affine(frames, Width, new ReadOnlySpan<float>(_x + start * Width, frames * Width), Scale, Shift, y);
        if (Activation == Activation.Relu)
            Activations.Relu(y, y);
    }

    /// <summary>Sums of the gradient, behind the ReLU where there is one, and of its products with what deviates from the mean.</summary>
    private void Reduce(int segment)
    {
        (nint start, int frames) = _segments.At(segment);
        float* x = _x + start * Width, dy = _dy + start * Width;
        Span<double> sums = _sums.AsSpan(segment * 2 * Width, Width), products = _sums.AsSpan((segment * 2 + 1) * Width, Width);
        fixed (float* mean = _mean, affine = _affine)
        {
            if (Activation == Activation.Relu)
            {
                ColumnReductions.Run(new ColumnReductions.Gated(affine, affine + Width), frames, Width, x, dy, sums);
                ColumnReductions.Run(new ColumnReductions.GatedProducts(mean, affine, affine + Width), frames, Width, x, dy, products);
                return;
            }
            ColumnReductions.Run(default(ColumnReductions.Numbers), frames, Width, dy, dy, sums);
            ColumnReductions.Run(new ColumnReductions.CenteredProducts(mean), frames, Width, x, dy, products);
        }
    }

    /// <summary>The parameters' gradients, and the factors of dx = slope dy + tilt (x - mean) + shift.</summary>
    private void JoinGradients(Pass pass)
    {
        Span<float> gamma = Weight(pass, Gamma), dGamma = Gradient(pass, Gamma), dBeta = Gradient(pass, Beta);
        double share = _ofBatch ? 1.0 / _segments.Frames : 0;
        for (int c = 0; c < Width; c++)
        {
            double sum = 0, products = 0;
            for (int segment = 0; segment < _segments.Count; segment++)
            {
                sum += _sums[segment * 2 * Width + c];
                products += _sums[(segment * 2 + 1) * Width + c];
            }
            dBeta[c] = (float)sum;
            dGamma[c] = (float)(products * _inverse[c]);
            float slope = gamma[c] * _inverse[c];
            _factors[c] = slope;
            _factors[Width + c] = (float)(-slope * share * dGamma[c] * _inverse[c]);
            _factors[2 * Width + c] = (float)(-slope * share * sum);
        }
    }

    private void Spread(int segment)
    {
        (nint start, int frames) = _segments.At(segment);
        fixed (float* mean = _mean, factors = _factors, affine = _affine)
        {
            float* gates = Activation == Activation.Relu ? affine : null;
            Normalization.Spread(frames, Width, _x + start * Width, mean, factors, gates, _dy + start * Width, _dx + start * Width);
        }
    }

    private void UpdateAverages(Pass pass)
    {
        Span<float> mean = Weight(pass, Mean), variance = Weight(pass, Variance);
        float kept = (float)_spec.Momentum, unbiased = (float)((double)_segments.Frames / (_segments.Frames - 1));
        for (int c = 0; c < Width; c++)
        {
            mean[c] = kept * mean[c] + (1 - kept) * _mean[c];
            variance[c] = kept * variance[c] + (1 - kept) * _inverse[c] * unbiased;
        }
    }

    private void Reserve()
    {
        int needed = _segments.Count * 2 * Width;
        if (_sums.Length < needed)
            (_sums, _means) = (new double[needed], new float[needed]);
    }
}
