using System.Numerics;
using System.Runtime.CompilerServices;
using EmotionKit.Numerics.Simd;

namespace EmotionKit.Signal.Fourier;

/// <summary>
/// Stockham passes: rows <c>p + j * columns</c> of x go through a DFT over j, are turned by <c>w^(p k)</c> and become rows
/// <c>radix * p + k</c> of y. A row is <c>stride</c> numbers, a multiple of the vector.
/// </summary>
internal static unsafe class Butterflies
{
    public static void Radix2<V, T>(T* xr, T* xi, T* yr, T* yi, int columns, int stride, T* w)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint half = (nint)columns * stride;
        for (int p = 0; p < columns; p++, w += 2, yr += 2 * stride, yi += 2 * stride)
        {
            V wr = V.Broadcast(w[0]), wi = V.Broadcast(w[1]);
            for (int q = 0; q < stride; q += V.Count, xr += V.Count, xi += V.Count)
            {
                V ar = V.Load(xr), ai = V.Load(xi), br = V.Load(xr + half), bi = V.Load(xi + half);
                V.Store(ar + br, yr + q);
                V.Store(ai + bi, yi + q);
                StoreTurned(ar - br, ai - bi, wr, wi, yr + stride + q, yi + stride + q);
            }
        }
    }

    public static void Radix3<V, T>(T* xr, T* xi, T* yr, T* yi, int columns, int stride, T* w)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint third = (nint)columns * stride;
        V half = V.Broadcast(T.CreateTruncating(0.5)), sine = V.Broadcast(T.CreateTruncating(0.866025403784438647));
        for (int p = 0; p < columns; p++, w += 4, yr += 3 * stride, yi += 3 * stride)
        {
            V w1r = V.Broadcast(w[0]), w1i = V.Broadcast(w[1]), w2r = V.Broadcast(w[2]), w2i = V.Broadcast(w[3]);
            for (int q = 0; q < stride; q += V.Count, xr += V.Count, xi += V.Count)
            {
                V ar = V.Load(xr), ai = V.Load(xi);
                V br = V.Load(xr + third), bi = V.Load(xi + third), cr = V.Load(xr + 2 * third), ci = V.Load(xi + 2 * third);
                V sr = br + cr, si = bi + ci, dr = sine * (br - cr), di = sine * (bi - ci);
                V tr = V.NegativeMultiplyAdd(half, sr, ar), ti = V.NegativeMultiplyAdd(half, si, ai);
                V.Store(ar + sr, yr + q);
                V.Store(ai + si, yi + q);
                StoreTurned(tr + di, ti - dr, w1r, w1i, yr + stride + q, yi + stride + q);
                StoreTurned(tr - di, ti + dr, w2r, w2i, yr + 2 * stride + q, yi + 2 * stride + q);
            }
        }
    }

    public static void Radix4<V, T>(T* xr, T* xi, T* yr, T* yi, int columns, int stride, T* w)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint quarter = (nint)columns * stride;
        for (int p = 0; p < columns; p++, w += 6, yr += 4 * stride, yi += 4 * stride)
        {
            V w1r = V.Broadcast(w[0]), w1i = V.Broadcast(w[1]), w2r = V.Broadcast(w[2]);
            V w2i = V.Broadcast(w[3]), w3r = V.Broadcast(w[4]), w3i = V.Broadcast(w[5]);
            for (int q = 0; q < stride; q += V.Count, xr += V.Count, xi += V.Count)
            {
                V ar = V.Load(xr), br = V.Load(xr + quarter), cr = V.Load(xr + 2 * quarter), dr = V.Load(xr + 3 * quarter);
                V ai = V.Load(xi), bi = V.Load(xi + quarter), ci = V.Load(xi + 2 * quarter), di = V.Load(xi + 3 * quarter);
                V acr = ar + cr, aci = ai + ci, bdr = br + dr, bdi = bi + di;
                V sr = ar - cr, si = ai - ci, tr = bi - di, ti = dr - br;
                V.Store(acr + bdr, yr + q);
                V.Store(aci + bdi, yi + q);
                StoreTurned(sr + tr, si + ti, w1r, w1i, yr + stride + q, yi + stride + q);
                StoreTurned(acr - bdr, aci - bdi, w2r, w2i, yr + 2 * stride + q, yi + 2 * stride + q);
                StoreTurned(sr - tr, si - ti, w3r, w3i, yr + 3 * stride + q, yi + 3 * stride + q);
            }
        }
    }

    /// <summary>Stores the product of two complex numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreTurned<V, T>(V re, V im, V wr, V wi, T* yr, T* yi)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V.Store(V.NegativeMultiplyAdd(im, wi, re * wr), yr);
        V.Store(V.MultiplyAdd(im, wr, re * wi), yi);
    }
}
