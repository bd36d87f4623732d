using EmotionKit.Numerics.Simd;

namespace EmotionKit.Signal.Framing;

/// <summary>
/// Triangles over the bins of a spectrum; only the span where a triangle is not 0 is stored. Weights are those of
/// <c>librosa.filters.mel</c>, or Kaldi's where the sides are straight over the mel scale.
/// </summary>
internal sealed unsafe class MelFilterbank
{
    private readonly int[] _first;
    private readonly int[] _offsets;
    private readonly float[] _weights;

    public MelFilterbank(MelBandOptions options, FramePlan plan)
    {
        double nyquist = plan.SampleRate / 2.0;
        double highest = options.FMax ?? nyquist;
        if (!(highest > options.FMin))
            throw new ArgumentOutOfRangeException(nameof(options), $"FMin: expected a frequency below {highest} Hz, got {options.FMin}.");
        int bands = options.NMels;
        double[] edges = Edges(options, highest);
        _first = new int[bands];
        _offsets = new int[bands + 1];
        var weights = new List<float>();
        for (int band = 0; band < bands; band++)
        {
            Triangle(options, plan, edges[band], edges[band + 1], edges[band + 2], ref _first[band], weights);
            _offsets[band + 1] = weights.Count;
        }
        _weights = [.. weights];
    }

    public int Bands => _first.Length;

    /// <summary>Sums of <paramref name="spectrum"/>'s rows, weighted; one row per band.</summary>
    public void Apply(float* spectrum, int lanes, float* bands, SimdWidth limit)
    {
        switch (SimdWidths.Fitting<float>(limit, lanes))
        {
            case SimdWidth.Vector512: Apply<Simd512<float>>(spectrum, lanes, bands); break;
            case SimdWidth.Vector256: Apply<Simd256<float>>(spectrum, lanes, bands); break;
            case SimdWidth.Vector128: Apply<Simd128<float>>(spectrum, lanes, bands); break;
            default: Apply<SimdScalar<float>>(spectrum, lanes, bands); break;
        }
    }

    private void Apply<V>(float* spectrum, int lanes, float* bands)
        where V : unmanaged, ISimd<V, float>
    {
        fixed (float* weights = _weights)
        {
            for (int band = 0; band < Bands; band++)
            {
                float* rows = spectrum + (nint)_first[band] * lanes;
                int from = _offsets[band], to = _offsets[band + 1];
                for (int q = 0; q < lanes; q += V.Count)
                {
                    V sum = V.Broadcast(0);
                    float* row = rows + q;
                    for (int i = from; i < to; i++, row += lanes)
                        sum = V.MultiplyAdd(V.Broadcast(weights[i]), V.Load(row), sum);
                    V.Store(sum, bands + band * lanes + q);
                }
            }
        }
    }

    // Corner frequencies, equally spaced on the mel scale; in Hz, or in mel where the sides are straight there.
    private static double[] Edges(MelBandOptions options, double highest)
    {
        var scale = new MelScale(options.HtkScale);
        double low = scale.FromHertz(options.FMin), high = scale.FromHertz(highest);
        var edges = new double[options.NMels + 2];
        for (int i = 0; i < edges.Length; i++)
        {
            double mel = low + (high - low) * i / (edges.Length - 1);
            edges[i] = options.Triangles == TriangleScale.Mel ? mel : scale.ToHertz(mel);
        }
        return edges;
    }

    private static void Triangle(MelBandOptions options, FramePlan plan, double left, double centre, double right, ref int first, List<float> weights)
    {
        var scale = new MelScale(options.HtkScale);
        bool overMel = options.Triangles == TriangleScale.Mel;
        double area = overMel ? (scale.ToHertz(right) - scale.ToHertz(left)) / 2 : (right - left) / 2;
        double peak = options.Norm == MelNorm.Slaney ? 1 / area : 1;
        int start = weights.Count;
        for (int bin = 0; bin < plan.Bins; bin++)
        {
            double hertz = (double)bin * plan.SampleRate / plan.NFft;
            double x = overMel ? scale.FromHertz(hertz) : hertz;
            double weight = Math.Min((x - left) / (centre - left), (right - x) / (right - centre));
            if (!(weight > 0))
                continue;
            if (weights.Count == start)
                first = bin;
            weights.Add((float)(weight * peak));
        }
    }
}
