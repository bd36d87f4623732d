using EmotionKit.Numerics.Simd;

namespace EmotionKit.Signal.Framing;

/// <summary>The discrete cosine transform of log-mel rows, with the lifter in its weights.</summary>
internal sealed unsafe class CosineTransform
{
    private readonly float[] _weights;
    private readonly int _inputs;
    private readonly int _outputs;

    public CosineTransform(MfccOptions options)
    {
        _inputs = options.NMels;
        _outputs = options.NMfcc;
        _weights = new float[_inputs * _outputs];
        for (int k = 0; k < _outputs; k++)
        {
            double lift = Lift(options, k);
            for (int n = 0; n < _inputs; n++)
                _weights[k * _inputs + n] = (float)(lift * Weight(options.DctType, options.DctNorm, k, n, _inputs));
        }
    }

    /// <summary>Transforms rows of mel bands into rows of coefficients.</summary>
    public void Apply(float* bands, int lanes, float* coefficients, SimdWidth limit)
    {
        switch (SimdWidths.Fitting(limit, lanes))
        {
            case SimdWidth.Vector512: Apply<Simd512>(bands, lanes, coefficients); break;
            case SimdWidth.Vector256: Apply<Simd256>(bands, lanes, coefficients); break;
            case SimdWidth.Vector128: Apply<Simd128>(bands, lanes, coefficients); break;
            default: Apply<Simd32>(bands, lanes, coefficients); break;
        }
    }

    private void Apply<V>(float* bands, int lanes, float* coefficients)
        where V : unmanaged, ISimd<V>
    {
        fixed (float* table = _weights)
        {
            for (int k = 0; k < _outputs; k++)
            {
                float* weights = table + (nint)k * _inputs;
                for (int q = 0; q < lanes; q += V.Count)
                {
                    V sum = V.Broadcast(0);
                    for (int n = 0; n < _inputs; n++)
                        sum = V.MultiplyAdd(V.Broadcast(weights[n]), V.Load(bands + n * lanes + q), sum);
                    V.Store(sum, coefficients + k * lanes + q);
                }
            }
        }
    }

    private static double Lift(MfccOptions options, int k)
    {
        if (options.Lifter == 0)
            return 1;
        int position = options.LifterKind == LifterKind.Librosa ? k + 1 : k;
        return 1 + options.Lifter / 2 * Math.Sin(Math.PI * position / options.Lifter);
    }

    // The definitions of scipy.fft.dct.
    private static double Weight(int type, DctNorm norm, int k, int n, int size)
    {
        bool ortho = norm == DctNorm.Ortho;
        double half = Math.Sqrt(0.5);
        double weight;
        switch (type)
        {
            case 1:
                bool endIn = n == 0 || n == size - 1, endOut = k == 0 || k == size - 1;
                weight = (endIn ? 1 : 2) * Math.Cos(Math.PI * ((long)k * n % (2L * (size - 1))) / (size - 1));
                return ortho
                    ? weight * (endIn ? Math.Sqrt(2) : 1) * (endOut ? half : 1) * Math.Sqrt(0.5 / (size - 1))
                    : norm == DctNorm.Htk ? weight / 2 * Math.Sqrt(2.0 / size) : weight;
            case 2:
                weight = 2 * Math.Cos(Math.PI * ((2L * n + 1) * k % (4L * size)) / (2.0 * size));
                return ortho
                    ? weight * (k == 0 ? half : 1) * Math.Sqrt(0.5 / size)
                    : norm == DctNorm.Htk ? weight / 2 * Math.Sqrt(2.0 / size) : weight;
            default:
                weight = (n == 0 ? 1 : 2) * Math.Cos(Math.PI * ((2L * k + 1) * n % (4L * size)) / (2.0 * size));
                return ortho
                    ? weight * (n == 0 ? Math.Sqrt(2) : 1) * Math.Sqrt(0.5 / size)
                    : norm == DctNorm.Htk ? weight / 2 * Math.Sqrt(2.0 / size) : weight;
        }
    }
}
