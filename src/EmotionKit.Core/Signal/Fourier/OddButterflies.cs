using System.Numerics;
using System.Runtime.CompilerServices;
using EmotionKit.Numerics.Simd;

namespace EmotionKit.Signal.Fourier;

/// <summary>The passes of <see cref="Butterflies"/> for the radices 5 and 7: sums and differences of mirrored rows, then cosines on
/// the sums and sines on the differences.</summary>
internal static unsafe class OddButterflies
{
    private const double Cos5A = 0.309016994374947424, Cos5B = -0.809016994374947424;
    private const double Sin5A = 0.951056516295153572, Sin5B = 0.587785252292473129;
    private const double Cos7A = 0.623489801858733531, Cos7B = -0.222520933956314404, Cos7C = -0.900968867902419126;
    private const double Sin7A = 0.781831482468029809, Sin7B = 0.974927912181823607, Sin7C = 0.433883739117558120;

    public static void Radix5<V, T>(T* xr, T* xi, T* yr, T* yi, int columns, int stride, T* w, RowSet set)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int p = 0; p < columns; p++, w += 8, xr += stride, xi += stride, yr += 5 * stride, yi += 5 * stride)
            Column5<V, T>(xr, xi, (nint)columns * stride, yr, yi, stride, w, set);
    }

    public static void Radix7<V, T>(T* xr, T* xi, T* yr, T* yi, int columns, int stride, T* w, RowSet set)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int p = 0; p < columns; p++, w += 12, xr += stride, xi += stride, yr += 7 * stride, yi += 7 * stride)
            Column7<V, T>(xr, xi, (nint)columns * stride, yr, yi, stride, w, set);
    }

    private static void Column5<V, T>(T* xr, T* xi, nint step, T* yr, T* yi, nint stride, T* w, RowSet set)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V ca = Constant<V, T>(Cos5A), cb = Constant<V, T>(Cos5B), sa = Constant<V, T>(Sin5A), sb = Constant<V, T>(Sin5B);
        nint start = 0;
        for (int g = 0; g < set.Groups; g++, start += set.Step)
        {
            for (nint q = start; q < start + set.Width; q += V.Count)
            {
                T* ur = xr + q;
                T* ui = xi + q;
                V ar = V.Load(ur), br = V.Load(ur + step), cr = V.Load(ur + 2 * step), dr = V.Load(ur + 3 * step), er = V.Load(ur + 4 * step);
                V ai = V.Load(ui), bi = V.Load(ui + step), ci = V.Load(ui + 2 * step), di = V.Load(ui + 3 * step), ei = V.Load(ui + 4 * step);
                V s1r = br + er, s1i = bi + ei, s2r = cr + dr, s2i = ci + di;
                V d1r = br - er, d1i = bi - ei, d2r = cr - dr, d2i = ci - di;
                V.Store(ar + s1r + s2r, yr + q);
                V.Store(ai + s1i + s2i, yi + q);
                V m1r = V.MultiplyAdd(cb, s2r, V.MultiplyAdd(ca, s1r, ar)), m1i = V.MultiplyAdd(cb, s2i, V.MultiplyAdd(ca, s1i, ai));
                V m2r = V.MultiplyAdd(ca, s2r, V.MultiplyAdd(cb, s1r, ar)), m2i = V.MultiplyAdd(ca, s2i, V.MultiplyAdd(cb, s1i, ai));
                V n1r = V.MultiplyAdd(sb, d2r, sa * d1r), n1i = V.MultiplyAdd(sb, d2i, sa * d1i);
                V n2r = V.NegativeMultiplyAdd(sa, d2r, sb * d1r), n2i = V.NegativeMultiplyAdd(sa, d2i, sb * d1i);
                StorePair(m1r, m1i, n1r, n1i, w, w + 6, yr + stride + q, yi + stride + q, 3 * stride);
                StorePair(m2r, m2i, n2r, n2i, w + 2, w + 4, yr + 2 * stride + q, yi + 2 * stride + q, stride);
            }
        }
    }

    private static void Column7<V, T>(T* xr, T* xi, nint step, T* yr, T* yi, nint stride, T* w, RowSet set)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V ca = Constant<V, T>(Cos7A), cb = Constant<V, T>(Cos7B), cc = Constant<V, T>(Cos7C);
        V sa = Constant<V, T>(Sin7A), sb = Constant<V, T>(Sin7B), sc = Constant<V, T>(Sin7C);
        nint start = 0;
        for (int g = 0; g < set.Groups; g++, start += set.Step)
        {
            for (nint q = start; q < start + set.Width; q += V.Count)
            {
                T* ur = xr + q;
                T* ui = xi + q;
                V ar = V.Load(ur), br = V.Load(ur + step), cr = V.Load(ur + 2 * step), dr = V.Load(ur + 3 * step);
                V ai = V.Load(ui), bi = V.Load(ui + step), ci = V.Load(ui + 2 * step), di = V.Load(ui + 3 * step);
                V er = V.Load(ur + 4 * step), fr = V.Load(ur + 5 * step), gr = V.Load(ur + 6 * step);
                V ei = V.Load(ui + 4 * step), fi = V.Load(ui + 5 * step), gi = V.Load(ui + 6 * step);
                V s1r = br + gr, s1i = bi + gi, s2r = cr + fr, s2i = ci + fi, s3r = dr + er, s3i = di + ei;
                V d1r = br - gr, d1i = bi - gi, d2r = cr - fr, d2i = ci - fi, d3r = dr - er, d3i = di - ei;
                V.Store(ar + s1r + (s2r + s3r), yr + q);
                V.Store(ai + s1i + (s2i + s3i), yi + q);
                // The angles of harmonic k at j are 2 pi j k / 7, folded to the three below pi.
                V mr = Sum<V, T>(ca, s1r, cb, s2r, cc, s3r, ar), mi = Sum<V, T>(ca, s1i, cb, s2i, cc, s3i, ai);
                V nr = V.MultiplyAdd(sc, d3r, V.MultiplyAdd(sb, d2r, sa * d1r)), ni = V.MultiplyAdd(sc, d3i, V.MultiplyAdd(sb, d2i, sa * d1i));
                StorePair(mr, mi, nr, ni, w, w + 10, yr + stride + q, yi + stride + q, 5 * stride);
                mr = Sum<V, T>(cb, s1r, cc, s2r, ca, s3r, ar);
                mi = Sum<V, T>(cb, s1i, cc, s2i, ca, s3i, ai);
                nr = V.NegativeMultiplyAdd(sa, d3r, V.NegativeMultiplyAdd(sc, d2r, sb * d1r));
                ni = V.NegativeMultiplyAdd(sa, d3i, V.NegativeMultiplyAdd(sc, d2i, sb * d1i));
                StorePair(mr, mi, nr, ni, w + 2, w + 8, yr + 2 * stride + q, yi + 2 * stride + q, 3 * stride);
                mr = Sum<V, T>(cc, s1r, ca, s2r, cb, s3r, ar);
                mi = Sum<V, T>(cc, s1i, ca, s2i, cb, s3i, ai);
                nr = V.MultiplyAdd(sb, d3r, V.NegativeMultiplyAdd(sa, d2r, sc * d1r));
                ni = V.MultiplyAdd(sb, d3i, V.NegativeMultiplyAdd(sa, d2i, sc * d1i));
                StorePair(mr, mi, nr, ni, w + 4, w + 6, yr + 3 * stride + q, yi + 3 * stride + q, stride);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Constant<V, T>(double value)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Broadcast(T.CreateTruncating(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Sum<V, T>(V c1, V s1, V c2, V s2, V c3, V s3, V a)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.MultiplyAdd(c3, s3, V.MultiplyAdd(c2, s2, V.MultiplyAdd(c1, s1, a)));

    // Harmonics k and radix - k are m - i n and m + i n; the second lies some rows further on.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StorePair<V, T>(V mr, V mi, V nr, V ni, T* low, T* high, T* yr, T* yi, nint between)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Butterflies.StoreTurned(mr + ni, mi - nr, V.Broadcast(low[0]), V.Broadcast(low[1]), yr, yi);
        Butterflies.StoreTurned(mr - ni, mi + nr, V.Broadcast(high[0]), V.Broadcast(high[1]), yr + between, yi + between);
    }
}
