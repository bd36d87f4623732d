using EmotionKit.Numerics.Simd;

namespace EmotionKit.Signal.Descriptors;

/// <summary>Correlation of a window with the samples that follow it, by definition and in double precision.</summary>
internal static unsafe class Correlation
{
    /// <summary>Lags that are summed at a time: four vectors of the widest kind.</summary>
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
        for (int lag = 0; lag < lags; lag += 4 * V.Count)
        {
            V a = V.Broadcast(0), b = a, c = a, d = a;
            double* later = x + lag;
            for (int j = 0; j < window; j++, later++)
            {
                V factor = V.Broadcast(x[j]);
                a = V.MultiplyAdd(factor, V.Load(later), a);
                b = V.MultiplyAdd(factor, V.Load(later + V.Count), b);
                c = V.MultiplyAdd(factor, V.Load(later + 2 * V.Count), c);
                d = V.MultiplyAdd(factor, V.Load(later + 3 * V.Count), d);
            }
            V.Store(a, sums + lag);
            V.Store(b, sums + lag + V.Count);
            V.Store(c, sums + lag + 2 * V.Count);
            V.Store(d, sums + lag + 3 * V.Count);
        }
    }
}
