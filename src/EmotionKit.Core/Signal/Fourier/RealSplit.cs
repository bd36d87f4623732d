using System.Numerics;
using System.Runtime.CompilerServices;
using EmotionKit.Numerics.Simd;

namespace EmotionKit.Signal.Fourier;

/// <summary>
/// Between the spectrum Z of <c>x[2n] + i x[2n + 1]</c> and the spectrum X of the real signal x: with E and O the spectra of even and
/// odd samples, <c>Z = E + i O</c>, <c>X[k] = E[k] + w^k O[k]</c> and <c>X[half - k] = conj(E[k] - w^k O[k])</c>.
/// </summary>
internal static unsafe class RealSplit
{
    /// <summary>X from Z; rows of <paramref name="lanes"/> numbers, half + 1 rows of output.</summary>
    public static void Spectrum<V, T>(T* zr, T* zi, int half, int lanes, T* roots, T* re, T* im)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V zero = V.Broadcast(T.Zero);
        for (int q = 0; q < lanes; q += V.Count)
        {
            V ar = V.Load(zr + q), ai = V.Load(zi + q);
            V.Store(ar + ai, re + q);
            V.Store(zero, im + q);
            V.Store(ar - ai, re + (nint)half * lanes + q);
            V.Store(zero, im + (nint)half * lanes + q);
        }
        for (int k = 1; k <= half / 2; k++)
        {
            nint low = (nint)k * lanes, high = (nint)(half - k) * lanes;
            V wr = V.Broadcast(roots[2 * k]), wi = V.Broadcast(roots[2 * k + 1]);
            for (int q = 0; q < lanes; q += V.Count)
            {
                Pair(zr + q, zi + q, low, high, wr, wi, out V er, out V ei, out V tr, out V ti);
                V.Store(er + tr, re + low + q);
                V.Store(ei + ti, im + low + q);
                V.Store(er - tr, re + high + q);
                V.Store(ti - ei, im + high + q);
            }
        }
    }

    /// <summary>Squared magnitudes of X from Z.</summary>
    public static void Power<V, T>(T* zr, T* zi, int half, int lanes, T* roots, float* power)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int q = 0; q < lanes; q += V.Count)
        {
            V ar = V.Load(zr + q), ai = V.Load(zi + q);
            V sum = ar + ai, difference = ar - ai;
            V.StoreSingles(sum * sum, power + q);
            V.StoreSingles(difference * difference, power + (nint)half * lanes + q);
        }
        for (int k = 1; k <= half / 2; k++)
        {
            nint low = (nint)k * lanes, high = (nint)(half - k) * lanes;
            V wr = V.Broadcast(roots[2 * k]), wi = V.Broadcast(roots[2 * k + 1]);
            for (int q = 0; q < lanes; q += V.Count)
            {
                Pair(zr + q, zi + q, low, high, wr, wi, out V er, out V ei, out V tr, out V ti);
                V lr = er + tr, li = ei + ti, hr = er - tr, hi = ei - ti;
                V.StoreSingles(V.MultiplyAdd(lr, lr, li * li), power + low + q);
                V.StoreSingles(V.MultiplyAdd(hr, hr, hi * hi), power + high + q);
            }
        }
    }

    /// <summary>Squared magnitudes of a complex array.</summary>
    public static void SquaredMagnitude<V, T>(T* re, T* im, int length, float* power)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < length; i += V.Count)
        {
            V r = V.Load(re + i), m = V.Load(im + i);
            V.StoreSingles(V.MultiplyAdd(r, r, m * m), power + i);
        }
    }

    /// <summary>Z, unscaled, from X of one signal.</summary>
    public static void Join<T>(ReadOnlySpan<T> re, ReadOnlySpan<T> im, T* roots, T* zr, T* zi, int half)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T scale = T.CreateTruncating(0.5);
        zr[0] = scale * (re[0] + re[half]);
        zi[0] = scale * (re[0] - re[half]);
        for (int k = 1; k <= half / 2; k++)
        {
            int m = half - k;
            T er = scale * (re[k] + re[m]), ei = scale * (im[k] - im[m]);
            T tr = scale * (re[k] - re[m]), ti = scale * (im[k] + im[m]);
            T wr = roots[2 * k], wi = roots[2 * k + 1];
            T or = tr * wr + ti * wi, oi = ti * wr - tr * wi;
            zr[k] = er - oi;
            zi[k] = ei + or;
            zr[m] = er + oi;
            zi[m] = or - ei;
        }
    }

    /// <summary>The whole spectrum of an odd-sized signal from its lower half.</summary>
    public static void Mirror<T>(ReadOnlySpan<T> re, ReadOnlySpan<T> im, T* zr, T* zi, int size)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {

        zr[0] = re[0];
        zi[0] = T.Zero;
        for (int k = 1; k < re.Length; k++)
        {
            zr[k] = zr[size - k] = re[k];
            zi[k] = im[k];
            zi[size - k] = -im[k];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pair<V, T>(T* zr, T* zi, nint low, nint high, V wr, V wi, out V er, out V ei, out V tr, out V ti)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V half = V.Broadcast(T.CreateTruncating(0.5));
        V ar = half * V.Load(zr + low), ai = half * V.Load(zi + low), br = half * V.Load(zr + high), bi = half * V.Load(zi + high);
        er = ar + br;
        ei = ai - bi;
        V or = ai + bi, oi = br - ar;
        tr = V.NegativeMultiplyAdd(oi, wi, or * wr);
        ti = V.MultiplyAdd(oi, wr, or * wi);
    }
}
