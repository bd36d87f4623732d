using System.Runtime.CompilerServices;
using EmotionKit.Numerics.Simd;

namespace EmotionKit.Signal.Fourier;

/// <summary>The passes of <see cref="Butterflies"/> for the radices 5 and 7: sums and differences of mirrored rows, then cosines on
/// the sums and sines on the differences.</summary>
internal static unsafe class OddButterflies
{
    private const float Cos5A = 0.309016994374947424f, Cos5B = -0.809016994374947424f;
    private const float Sin5A = 0.951056516295153572f, Sin5B = 0.587785252292473129f;
    private const float Cos7A = 0.623489801858733531f, Cos7B = -0.222520933956314404f, Cos7C = -0.900968867902419126f;
    private const float Sin7A = 0.781831482468029809f, Sin7B = 0.974927912181823607f, Sin7C = 0.433883739117558120f;

    public static void Radix5<V>(float* xr, float* xi, float* yr, float* yi, int columns, int stride, float* w)
        where V : unmanaged, ISimd<V>
    {
        nint step = (nint)columns * stride;
        V ca = V.Broadcast(Cos5A), cb = V.Broadcast(Cos5B), sa = V.Broadcast(Sin5A), sb = V.Broadcast(Sin5B);
        for (int p = 0; p < columns; p++, w += 8, yr += 5 * stride, yi += 5 * stride)
        {
            for (int q = 0; q < stride; q += V.Count, xr += V.Count, xi += V.Count)
            {
                V ar = V.Load(xr), ai = V.Load(xi);
                Mirror(xr, step, 1, 4, out V s1r, out V d1r);
                Mirror(xi, step, 1, 4, out V s1i, out V d1i);
                Mirror(xr, step, 2, 3, out V s2r, out V d2r);
                Mirror(xi, step, 2, 3, out V s2i, out V d2i);
                V.Store(ar + s1r + s2r, yr + q);
                V.Store(ai + s1i + s2i, yi + q);
                V e1r = V.MultiplyAdd(cb, s2r, V.MultiplyAdd(ca, s1r, ar)), e1i = V.MultiplyAdd(cb, s2i, V.MultiplyAdd(ca, s1i, ai));
                V e2r = V.MultiplyAdd(ca, s2r, V.MultiplyAdd(cb, s1r, ar)), e2i = V.MultiplyAdd(ca, s2i, V.MultiplyAdd(cb, s1i, ai));
                V o1r = V.MultiplyAdd(sb, d2r, sa * d1r), o1i = V.MultiplyAdd(sb, d2i, sa * d1i);
                V o2r = V.NegativeMultiplyAdd(sa, d2r, sb * d1r), o2i = V.NegativeMultiplyAdd(sa, d2i, sb * d1i);
                StorePair(e1r, e1i, o1r, o1i, w, 1, 4, yr + q, yi + q, stride);
                StorePair(e2r, e2i, o2r, o2i, w, 2, 3, yr + q, yi + q, stride);
            }
        }
    }

    public static void Radix7<V>(float* xr, float* xi, float* yr, float* yi, int columns, int stride, float* w)
        where V : unmanaged, ISimd<V>
    {
        nint step = (nint)columns * stride;
        V ca = V.Broadcast(Cos7A), cb = V.Broadcast(Cos7B), cc = V.Broadcast(Cos7C);
        V sa = V.Broadcast(Sin7A), sb = V.Broadcast(Sin7B), sc = V.Broadcast(Sin7C);
        for (int p = 0; p < columns; p++, w += 12, yr += 7 * stride, yi += 7 * stride)
        {
            for (int q = 0; q < stride; q += V.Count, xr += V.Count, xi += V.Count)
            {
                V ar = V.Load(xr), ai = V.Load(xi);
                Mirror(xr, step, 1, 6, out V s1r, out V d1r);
                Mirror(xi, step, 1, 6, out V s1i, out V d1i);
                Mirror(xr, step, 2, 5, out V s2r, out V d2r);
                Mirror(xi, step, 2, 5, out V s2i, out V d2i);
                Mirror(xr, step, 3, 4, out V s3r, out V d3r);
                Mirror(xi, step, 3, 4, out V s3i, out V d3i);
                V.Store(ar + s1r + (s2r + s3r), yr + q);
                V.Store(ai + s1i + (s2i + s3i), yi + q);
                // The angles of harmonic k at j are 2 pi j k / 7, folded to the three below pi.
                StorePair(
                    Sum(ca, s1r, cb, s2r, cc, s3r, ar), Sum(ca, s1i, cb, s2i, cc, s3i, ai),
                    V.MultiplyAdd(sc, d3r, V.MultiplyAdd(sb, d2r, sa * d1r)), V.MultiplyAdd(sc, d3i, V.MultiplyAdd(sb, d2i, sa * d1i)),
                    w, 1, 6, yr + q, yi + q, stride);
                StorePair(
                    Sum(cb, s1r, cc, s2r, ca, s3r, ar), Sum(cb, s1i, cc, s2i, ca, s3i, ai),
                    V.NegativeMultiplyAdd(sa, d3r, V.NegativeMultiplyAdd(sc, d2r, sb * d1r)), V.NegativeMultiplyAdd(sa, d3i, V.NegativeMultiplyAdd(sc, d2i, sb * d1i)),
                    w, 2, 5, yr + q, yi + q, stride);
                StorePair(
                    Sum(cc, s1r, ca, s2r, cb, s3r, ar), Sum(cc, s1i, ca, s2i, cb, s3i, ai),
                    V.MultiplyAdd(sb, d3r, V.NegativeMultiplyAdd(sa, d2r, sc * d1r)), V.MultiplyAdd(sb, d3i, V.NegativeMultiplyAdd(sa, d2i, sc * d1i)),
                    w, 3, 4, yr + q, yi + q, stride);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Mirror<V>(float* x, nint step, int first, int second, out V sum, out V difference)
        where V : unmanaged, ISimd<V>
    {
        V a = V.Load(x + first * step), b = V.Load(x + second * step);
        sum = a + b;
        difference = a - b;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Sum<V>(V c1, V s1, V c2, V s2, V c3, V s3, V a)
        where V : unmanaged, ISimd<V> => V.MultiplyAdd(c3, s3, V.MultiplyAdd(c2, s2, V.MultiplyAdd(c1, s1, a)));

    // Harmonics k and radix - k are e - i o and e + i o.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StorePair<V>(V er, V ei, V or, V oi, float* w, int low, int high, float* yr, float* yi, int stride)
        where V : unmanaged, ISimd<V>
    {
        float* a = w + 2 * (low - 1);
        float* b = w + 2 * (high - 1);
        Butterflies.StoreTurned(er + oi, ei - or, V.Broadcast(a[0]), V.Broadcast(a[1]), yr + low * stride, yi + low * stride);
        Butterflies.StoreTurned(er - oi, ei + or, V.Broadcast(b[0]), V.Broadcast(b[1]), yr + high * stride, yi + high * stride);
    }
}
