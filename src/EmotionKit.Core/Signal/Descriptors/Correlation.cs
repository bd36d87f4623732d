using System.Runtime.CompilerServices;
using EmotionKit.Numerics.Simd;

namespace EmotionKit.Signal.Descriptors;

/// <summary>Correlation of a window with the samples that follow it, by definition and in double precision.</summary>
internal static unsafe class Correlation
{
    /// <summary>Lags come in blocks: four vectors of the widest kind.</summary>
    public const int Block = 32;

    /// <summary>Sums <c>x[j] * x[j + lag]</c> over j from 0 to <paramref name="window"/> - 1, for lags from 0 on.</summary>
    /// <param name="x">At least window + lags numbers.</param>
    /// <param name="window">The number of products.</param>
    /// <param name="sums">Receives one sum per lag.</param>
    /// <param name="lags">The number of lags, a multiple of <see cref="Block"/>.</param>
    /// <param name="limit">The widest vectors to use.</param>
    public static void Compute(double* x, int window, double* sums, int lags, SimdWidth limit)
    {
        switch (SimdWidths.Fitting<double>(limit, Block))
        {
            case SimdWidth.Vector512: Compute<Simd512<double>>(x, window, sums, lags); break;
            case SimdWidth.Vector256: Compute<Simd256<double>>(x, window, sums, lags); break;
            case SimdWidth.Vector128: Compute<Simd128<double>>(x, window, sums, lags); break;
            default: Compute<SimdScalar<double>>(x, window, sums, lags); break;
        }
    }

    private static void Compute<V>(double* x, int window, double* sums, int lags)
        where V : unmanaged, ISimd<V, double>
    {
        int step = V.Count;
        // Samples a vector apart need the same vectors of later samples, one place on: seven loads serve sixteen products.
        int whole = window / (4 * step) * (4 * step);
        for (int lag = 0; lag < lags; lag += 4 * step)
        {
            V a = V.Broadcast(0), b = a, c = a, d = a;
            for (int start = 0; start < whole; start += 4 * step)
            {
                for (int j = start; j < start + step; j++)
                {
                    double* later = x + j + lag;
                    V v0 = V.Load(later), v1 = V.Load(later + step), v2 = V.Load(later + 2 * step), v3 = V.Load(later + 3 * step);
                    V v4 = V.Load(later + 4 * step), v5 = V.Load(later + 5 * step), v6 = V.Load(later + 6 * step);
                    Add(V.Broadcast(x[j]), v0, v1, v2, v3, ref a, ref b, ref c, ref d);
                    Add(V.Broadcast(x[j + step]), v1, v2, v3, v4, ref a, ref b, ref c, ref d);
                    Add(V.Broadcast(x[j + 2 * step]), v2, v3, v4, v5, ref a, ref b, ref c, ref d);
                    Add(V.Broadcast(x[j + 3 * step]), v3, v4, v5, v6, ref a, ref b, ref c, ref d);
                }
            }
            for (int j = whole; j < window; j++)
            {
                double* later = x + j + lag;
                Add(V.Broadcast(x[j]), V.Load(later), V.Load(later + step), V.Load(later + 2 * step), V.Load(later + 3 * step), ref a, ref b, ref c, ref d);
            }
            V.Store(a, sums + lag);
            V.Store(b, sums + lag + step);
            V.Store(c, sums + lag + 2 * step);
            V.Store(d, sums + lag + 3 * step);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<V>(V factor, V v0, V v1, V v2, V v3, ref V a, ref V b, ref V c, ref V d)
        where V : unmanaged, ISimd<V, double>
    {
        a = V.MultiplyAdd(factor, v0, a);
        b = V.MultiplyAdd(factor, v1, b);
        c = V.MultiplyAdd(factor, v2, c);
        d = V.MultiplyAdd(factor, v3, d);
    }
}
