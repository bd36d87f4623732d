using EmotionKit.Numerics.Simd;

namespace EmotionKit.Signal.Framing;

/// <summary>
/// The discrete cosine transform of log-mel rows, with the lifter in its weights. The cosines of types 1 and 2 are even or odd about
/// the middle band, so that sums and differences of mirrored bands come first and halve the work.
/// </summary>
/// <remarks>Logarithms of a quiet frame all lie far from 0. In the sums of cosines they would cancel but for rounding errors of their
/// size, so that a frame's mean is transformed apart, exactly.</remarks>
internal sealed unsafe class CosineTransform
{
    private readonly int _bands;
    private readonly bool _folds;
    private readonly CosineBank[] _banks;

    // The coefficients of bands that are all 1.
    private readonly float[] _ofOnes;

    public CosineTransform(MfccOptions options)
    {
        _bands = options.NMels;
        _folds = options.DctType != 3;
        double Of(int k, int n) => Lift(options, k) * Weight(options.DctType, options.DctNorm, k, n, _bands);
        _banks = _folds
            ? [new CosineBank(Folded, Every(2, 0, options.NMfcc), Of), new CosineBank(Folded, Every(2, 1, options.NMfcc), Of)]
            : [new CosineBank(_bands, Every(1, 0, options.NMfcc), Of)];
        _ofOnes = new float[options.NMfcc];
        for (int k = 0; k < _ofOnes.Length; k++)
            _ofOnes[k] = (float)OfOnes(k, Of);
    }

    /// <summary>Rows of scratch that <see cref="Apply"/> needs.</summary>
    public int ScratchRows => (_folds ? 2 * Folded : _bands) + 1;

    private int Folded => (_bands + 1) / 2;

    /// <summary>Transforms rows of mel bands, none counting as less than <paramref name="floor"/>, into rows of coefficients.</summary>
    public void Apply(float* bands, float floor, float reference, int lanes, float* coefficients, float* scratch, SimdWidth limit)
    {
        switch (SimdWidths.Fitting<float>(limit, lanes))
        {
            case SimdWidth.Vector512: Apply<Simd512<float>>(bands, floor, reference, lanes, coefficients, scratch); break;
            case SimdWidth.Vector256: Apply<Simd256<float>>(bands, floor, reference, lanes, coefficients, scratch); break;
            case SimdWidth.Vector128: Apply<Simd128<float>>(bands, floor, reference, lanes, coefficients, scratch); break;
            default: Apply<SimdScalar<float>>(bands, floor, reference, lanes, coefficients, scratch); break;
        }
    }

    private void Apply<V>(float* bands, float floor, float reference, int lanes, float* coefficients, float* scratch)
        where V : unmanaged, ISimd<V, float>
    {
        float* means = scratch;
        float* rows = scratch + lanes;
        Means<V>(bands, floor, lanes, means);
        if (_folds)
        {
            Fold<V>(bands, floor, lanes, means, rows);
            _banks[0].Apply<V>(rows, lanes, coefficients);
            _banks[1].Apply<V>(rows + Folded * lanes, lanes, coefficients);
        }
        else
        {
            for (int n = 0; n < _bands; n++)
            {
                for (int q = 0; q < lanes; q += V.Count)
                    V.Store(V.Max(V.Load(bands + n * lanes + q), V.Broadcast(floor)) - V.Load(means + q), rows + n * lanes + q);
            }
            _banks[0].Apply<V>(rows, lanes, coefficients);
        }
        AddMeans<V>(means, reference, lanes, coefficients);
    }

    // Near the mean is enough: whatever is subtracted here is what is added later.
    private void Means<V>(float* bands, float floor, int lanes, float* means)
        where V : unmanaged, ISimd<V, float>
    {
        V low = V.Broadcast(floor), scale = V.Broadcast(1f / _bands);
        for (int q = 0; q < lanes; q += V.Count)
        {
            V sum = V.Broadcast(0);
            for (int n = 0; n < _bands; n++)
                sum += V.Max(V.Load(bands + n * lanes + q), low);
            V.Store(sum * scale, means + q);
        }
    }

    private void Fold<V>(float* bands, float floor, int lanes, float* means, float* rows)
        where V : unmanaged, ISimd<V, float>
    {
        V low = V.Broadcast(floor);
        float* differences = rows + Folded * lanes;
        for (int n = 0; n < Folded; n++)
        {
            float* first = bands + n * lanes;
            float* second = bands + (_bands - 1 - n) * lanes;
            bool middle = first == second;
            for (int q = 0; q < lanes; q += V.Count)
            {
                V mean = V.Load(means + q);
                V a = V.Max(V.Load(first + q), low) - mean, b = V.Max(V.Load(second + q), low) - mean;
                V.Store(middle ? a : a + b, rows + n * lanes + q);
                V.Store(a - b, differences + n * lanes + q);
            }
        }
    }

    private void AddMeans<V>(float* means, float reference, int lanes, float* coefficients)
        where V : unmanaged, ISimd<V, float>
    {
        V shift = V.Broadcast(reference);
        for (int k = 0; k < _ofOnes.Length; k++)
        {
            if (_ofOnes[k] == 0)
                continue;
            V factor = V.Broadcast(_ofOnes[k]);
            float* row = coefficients + k * lanes;
            for (int q = 0; q < lanes; q += V.Count)
                V.Store(V.MultiplyAdd(factor, V.Load(means + q) - shift, V.Load(row + q)), row + q);
        }
    }

    private double OfOnes(int k, Func<int, int, double> weight)
    {
        double sum = 0, size = 0;
        for (int n = 0; n < _bands; n++)
        {
            double w = weight(k, n);
            sum += w;
            size += Math.Abs(w);
        }
        return Math.Abs(sum) > 1e-12 * size ? sum : 0;
    }

    private static int[] Every(int step, int first, int end)
    {
        var numbers = new List<int>();
        for (int i = first; i < end; i += step)
            numbers.Add(i);
        return [.. numbers];
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
        double weight, scale;
        switch (type)
        {
            case 1:
                bool endIn = n == 0 || n == size - 1, endOut = k == 0 || k == size - 1;
                weight = (endIn ? 1 : 2) * Math.Cos(Math.PI * ((long)k * n % (2L * (size - 1))) / (size - 1));
                scale = (endIn ? Math.Sqrt(2) : 1) * (endOut ? half : 1) * Math.Sqrt(0.5 / (size - 1));
                break;
            case 2:
                weight = 2 * Math.Cos(Math.PI * ((2L * n + 1) * k % (4L * size)) / (2.0 * size));
                scale = (k == 0 ? half : 1) * Math.Sqrt(0.5 / size);
                break;
            default:
                weight = (n == 0 ? 1 : 2) * Math.Cos(Math.PI * ((2L * k + 1) * n % (4L * size)) / (2.0 * size));
                scale = (n == 0 ? Math.Sqrt(2) : 1) * Math.Sqrt(0.5 / size);
                break;
        }
        return ortho ? weight * scale : norm == DctNorm.Htk ? weight / 2 * Math.Sqrt(2.0 / size) : weight;
    }
}
