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
        double[] positions = Positions(options, plan);
        _first = new int[bands];
        _offsets = new int[bands + 1];
        var weights = new List<float>();
        for (int band = 0; band < bands; band++)
        {
            _first[band] = Triangle(options, edges.AsSpan(band, 3), positions, weights);
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

    // Where each bin lies on the axis of the edges.
    private static double[] Positions(MelBandOptions options, FramePlan plan)
    {
        var scale = new MelScale(options.HtkScale);
        var positions = new double[plan.Bins];
        for (int bin = 0; bin < positions.Length; bin++)
        {
            double hertz = (double)bin * plan.SampleRate / plan.NFft;
            positions[bin] = options.Triangles == TriangleScale.Mel ? scale.FromHertz(hertz) : hertz;
        }
        return positions;
    }

    // Appends the weights above 0 of a triangle; returns the bin of the first.
    private static int Triangle(MelBandOptions options, ReadOnlySpan<double> edges, double[] positions, List<float> weights)
    {
        double left = edges[0], centre = edges[1], right = edges[2];
        double area = (right - left) / 2;
        if (options.Triangles == TriangleScale.Mel)
        {
            var scale = new MelScale(options.HtkScale);
            area = (scale.ToHertz(right) - scale.ToHertz(left)) / 2;
        }
        double peak = options.Norm == MelNorm.Slaney ? 1 / area : 1;
        int first = Array.BinarySearch(positions, left);
        first = first < 0 ? ~first : first + 1;
        for (int bin = first; bin < positions.Length; bin++)
        {
            double x = positions[bin];
            double weight = Math.Min((x - left) / (centre - left), (right - x) / (right - centre));
            if (!(weight > 0))
                break;
            weights.Add((float)(weight * peak));
        }
        return first;
    }
}
