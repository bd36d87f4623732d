using EmotionKit.Numerics.Simd;

namespace EmotionKit.Signal.Descriptors;

/// <summary>Moments and the like of a group's spectra; one row of results each.</summary>
/// <remarks>Sums over bins are made in blocks, so that rounding errors do not grow with the number of bins.</remarks>
internal static unsafe class SpectralShape
{
    private const int Block = 16;

    // numpy.finfo(float32).tiny: librosa leaves a smaller sum as it is.
    private const float Tiny = 1.17549435e-38f;

    /// <summary>Root mean square by Parseval's theorem, as <c>librosa.feature.rms(S=...)</c>.</summary>
    public static void Rms<V>(float* power, int bins, int nFft, int lanes, float* result)
        where V : unmanaged, ISimd<V, float>
    {
        for (int q = 0; q < lanes; q += V.Count)
        {
            V sum = Sum<V>(power + q, bins, lanes);
            V ends = V.Load(power + q);
            if (nFft % 2 == 0)
                ends += V.Load(power + (nint)(bins - 1) * lanes + q);
            V total = V.NegativeMultiplyAdd(V.Broadcast(0.5f), ends, sum);
            V.Store(V.Sqrt(total * V.Broadcast((float)(2.0 / ((double)nFft * nFft)))), result + q);
        }
    }

    /// <summary>Sum of frequency times magnitude over the sum of magnitudes; 0 for silence.</summary>
    public static void Centroid<V>(float* magnitude, int bins, double hertzPerBin, int lanes, float* result)
        where V : unmanaged, ISimd<V, float>
    {
        for (int q = 0; q < lanes; q += V.Count)
        {
            V total = V.Broadcast(0), weighted = V.Broadcast(0);
            for (int block = 0; block < bins; block += Block)
            {
                V part = V.Broadcast(0), weightedPart = V.Broadcast(0);
                for (int k = block; k < Math.Min(bins, block + Block); k++)
                {
                    V x = V.Load(magnitude + (nint)k * lanes + q);
                    part += x;
                    weightedPart = V.MultiplyAdd(x, V.Broadcast((float)(k * hertzPerBin)), weightedPart);
                }
                total += part;
                weighted += weightedPart;
            }
            V.Store(weighted, result + q);
            Divide(total, result + q);
        }
    }

    /// <summary>The <paramref name="power"/>-mean distance from the centroid, weighted with the magnitudes.</summary>
    public static void Bandwidth<V>(float* magnitude, int bins, double hertzPerBin, double power, int lanes, float* centroid, float* result)
        where V : unmanaged, ISimd<V, float>
    {
        if (power != 2)
        {
            for (int lane = 0; lane < lanes; lane++)
                result[lane] = Bandwidth(magnitude + lane, bins, hertzPerBin, power, lanes, centroid[lane]);
            return;
        }
        for (int q = 0; q < lanes; q += V.Count)
        {
            V middle = V.Load(centroid + q), total = V.Broadcast(0), weighted = V.Broadcast(0);
            for (int block = 0; block < bins; block += Block)
            {
                V part = V.Broadcast(0), weightedPart = V.Broadcast(0);
                for (int k = block; k < Math.Min(bins, block + Block); k++)
                {
                    V x = V.Load(magnitude + (nint)k * lanes + q), distance = V.Broadcast((float)(k * hertzPerBin)) - middle;
                    part += x;
                    weightedPart = V.MultiplyAdd(x * distance, distance, weightedPart);
                }
                total += part;
                weighted += weightedPart;
            }
            V.Store(weighted, result + q);
            Divide(total, result + q);
            V.Store(V.Sqrt(V.Load(result + q)), result + q);
        }
    }

    /// <summary>The first frequency at which the running sum of magnitudes reaches its part of the whole.</summary>
    /// <remarks>Sums run from bin to bin and are rounded as numpy's, since a bin more or less hangs on them.</remarks>
    public static void Rolloff<V>(float* magnitude, int bins, double hertzPerBin, float percent, int lanes, float* result)
        where V : unmanaged, ISimd<V, float>
    {
        for (int q = 0; q < lanes; q += V.Count)
        {
            V total = V.Broadcast(0);
            for (int k = 0; k < bins; k++)
                total += V.Load(magnitude + (nint)k * lanes + q);
            V threshold = total * V.Broadcast(percent), sum = V.Broadcast(0), below = V.Broadcast(0);
            for (int k = 0; k < bins - 1; k++)
            {
                sum += V.Load(magnitude + (nint)k * lanes + q);
                below += V.OneWhereLess(sum, threshold);
            }
            V.Store(below, result + q);
            for (int i = q; i < q + V.Count; i++)
                result[i] = (float)(result[i] * hertzPerBin);
        }
    }

    /// <summary>Geometric over arithmetic mean of the powers, none below <paramref name="floor"/>.</summary>
    public static void Flatness<V>(float* power, int bins, float floor, int lanes, float* result)
        where V : unmanaged, ISimd<V, float>
    {
        V low = V.Broadcast(floor), scale = V.Broadcast(1f / bins);
        for (int q = 0; q < lanes; q += V.Count)
        {
            V logs = V.Broadcast(0), total = V.Broadcast(0);
            for (int block = 0; block < bins; block += Block)
            {
                V logPart = V.Broadcast(0), part = V.Broadcast(0);
                for (int k = block; k < Math.Min(bins, block + Block); k++)
                {
                    V x = V.Max(V.Load(power + (nint)k * lanes + q), low);
                    part += x;
                    logPart += VectorMath.Log(x);
                }
                logs += logPart;
                total += part;
            }
            V.Store(logs * scale, result + q);
            ExpOver(total * scale, result + q);
        }
    }

    private static float Bandwidth(float* magnitude, int bins, double hertzPerBin, double power, int lanes, float centroid)
    {
        double total = 0, weighted = 0;
        for (int k = 0; k < bins; k++)
        {
            double x = magnitude[(nint)k * lanes];
            total += x;
            weighted += x * Math.Pow(Math.Abs(k * hertzPerBin - centroid), power);
        }
        return (float)Math.Pow(total < Tiny ? weighted : weighted / total, 1 / power);
    }

    private static V Sum<V>(float* rows, int count, int lanes)
        where V : unmanaged, ISimd<V, float>
    {
        V total = V.Broadcast(0);
        for (int block = 0; block < count; block += Block)
        {
            V part = V.Broadcast(0);
            for (int k = block; k < Math.Min(count, block + Block); k++)
                part += V.Load(rows + (nint)k * lanes);
            total += part;
        }
        return total;
    }

    private static void ExpOver<V>(V divisor, float* values)
        where V : unmanaged, ISimd<V, float>
    {
        float* divisors = stackalloc float[V.Count];
        V.Store(divisor, divisors);
        for (int i = 0; i < V.Count; i++)
            values[i] = MathF.Exp(values[i]) / divisors[i];
    }

    private static void Divide<V>(V divisor, float* values)
        where V : unmanaged, ISimd<V, float>
    {
        float* divisors = stackalloc float[V.Count];
        V.Store(divisor, divisors);
        for (int i = 0; i < V.Count; i++)
            values[i] /= divisors[i] < Tiny ? 1 : divisors[i];
    }
}
