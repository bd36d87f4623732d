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

    public static void Radix5<V, T>(T* xr, T* xi, T* yr, T* yi, int columns, int stride, T* w)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint step = (nint)columns * stride;
        V ca = V.Broadcast(T.CreateTruncating(Cos5A)), cb = V.Broadcast(T.CreateTruncating(Cos5B)), sa = V.Broadcast(T.CreateTruncating(Sin5A)), sb = V.Broadcast(T.CreateTruncating(Sin5B));
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

    public static void Radix7<V, T>(T* xr, T* xi, T* yr, T* yi, int columns, int stride, T* w)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint step = (nint)columns * stride;
        V ca = V.Broadcast(T.CreateTruncating(Cos7A)), cb = V.Broadcast(T.CreateTruncating(Cos7B)), cc = V.Broadcast(T.CreateTruncating(Cos7C));
        V sa = V.Broadcast(T.CreateTruncating(Sin7A)), sb = V.Broadcast(T.CreateTruncating(Sin7B)), sc = V.Broadcast(T.CreateTruncating(Sin7C));
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
                    Sum<V, T>(ca, s1r, cb, s2r, cc, s3r, ar), Sum<V, T>(ca, s1i, cb, s2i, cc, s3i, ai),
                    V.MultiplyAdd(sc, d3r, V.MultiplyAdd(sb, d2r, sa * d1r)), V.MultiplyAdd(sc, d3i, V.MultiplyAdd(sb, d2i, sa * d1i)),
                    w, 1, 6, yr + q, yi + q, stride);
                StorePair(
                    Sum<V, T>(cb, s1r, cc, s2r, ca, s3r, ar), Sum<V, T>(cb, s1i, cc, s2i, ca, s3i, ai),
                    V.NegativeMultiplyAdd(sa, d3r, V.NegativeMultiplyAdd(sc, d2r, sb * d1r)), V.NegativeMultiplyAdd(sa, d3i, V.NegativeMultiplyAdd(sc, d2i, sb * d1i)),
                    w, 2, 5, yr + q, yi + q, stride);
                StorePair(
                    Sum<V, T>(cc, s1r, ca, s2r, cb, s3r, ar), Sum<V, T>(cc, s1i, ca, s2i, cb, s3i, ai),
                    V.MultiplyAdd(sb, d3r, V.NegativeMultiplyAdd(sa, d2r, sc * d1r)), V.MultiplyAdd(sb, d3i, V.NegativeMultiplyAdd(sa, d2i, sc * d1i)),
                    w, 3, 4, yr + q, yi + q, stride);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Mirror<V, T>(T* x, nint step, int first, int second, out V sum, out V difference)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V a = V.Load(x + first * step), b = V.Load(x + second * step);
        sum = a + b;
        difference = a - b;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Sum<V, T>(V c1, V s1, V c2, V s2, V c3, V s3, V a)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.MultiplyAdd(c3, s3, V.MultiplyAdd(c2, s2, V.MultiplyAdd(c1, s1, a)));

    // Harmonics k and radix - k are e - i o and e + i o.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StorePair<V, T>(V er, V ei, V or, V oi, T* w, int low, int high, T* yr, T* yi, int stride)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T* a = w + 2 * (low - 1);
        T* b = w + 2 * (high - 1);
        Butterflies.StoreTurned(er + oi, ei - or, V.Broadcast(a[0]), V.Broadcast(a[1]), yr + low * stride, yi + low * stride);
        Butterflies.StoreTurned(er - oi, ei + or, V.Broadcast(b[0]), V.Broadcast(b[1]), yr + high * stride, yi + high * stride);
    }
}
