using System.Numerics;
using System.Runtime.CompilerServices;
using EmotionKit.Numerics.Simd;

namespace EmotionKit.Signal.Fourier;

/// <summary>
/// Stockham passes: rows <c>p + j * columns</c> of x go through a DFT over j, are turned by <c>w^(p k)</c> and become rows
/// <c>radix * p + k</c> of y. A row is <c>stride</c> numbers; a pass may work on a part of all rows.
/// </summary>
internal static unsafe class Butterflies
{
    public static void Radix2<V, T>(T* xr, T* xi, T* yr, T* yi, int columns, int stride, T* w, RowSet set)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint half = (nint)columns * stride;
        for (int p = 0; p < columns; p++, w += 2, xr += stride, xi += stride, yr += 2 * stride, yi += 2 * stride)
        {
            V wr = V.Broadcast(w[0]), wi = V.Broadcast(w[1]);
            nint start = 0;
            for (int g = 0; g < set.Groups; g++, start += set.Step)
            {
                for (nint q = start; q < start + set.Width; q += V.Count)
                {
                    V ar = V.Load(xr + q), ai = V.Load(xi + q), br = V.Load(xr + half + q), bi = V.Load(xi + half + q);
                    V.Store(ar + br, yr + q);
                    V.Store(ai + bi, yi + q);
                    StoreTurned(ar - br, ai - bi, wr, wi, yr + stride + q, yi + stride + q);
                }
            }
        }
    }

    public static void Radix3<V, T>(T* xr, T* xi, T* yr, T* yi, int columns, int stride, T* w, RowSet set)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint third = (nint)columns * stride;
        V half = V.Broadcast(T.CreateTruncating(0.5)), sine = V.Broadcast(T.CreateTruncating(0.866025403784438647));
        for (int p = 0; p < columns; p++, w += 4, xr += stride, xi += stride, yr += 3 * stride, yi += 3 * stride)
        {
            V w1r = V.Broadcast(w[0]), w1i = V.Broadcast(w[1]), w2r = V.Broadcast(w[2]), w2i = V.Broadcast(w[3]);
            nint start = 0;
            for (int g = 0; g < set.Groups; g++, start += set.Step)
            {
                for (nint q = start; q < start + set.Width; q += V.Count)
                {
                    V ar = V.Load(xr + q), br = V.Load(xr + third + q), cr = V.Load(xr + 2 * third + q);
                    V ai = V.Load(xi + q), bi = V.Load(xi + third + q), ci = V.Load(xi + 2 * third + q);
                    V sr = br + cr, si = bi + ci, dr = sine * (br - cr), di = sine * (bi - ci);
                    V tr = V.NegativeMultiplyAdd(half, sr, ar), ti = V.NegativeMultiplyAdd(half, si, ai);
                    V.Store(ar + sr, yr + q);
                    V.Store(ai + si, yi + q);
                    StoreTurned(tr + di, ti - dr, w1r, w1i, yr + stride + q, yi + stride + q);
                    StoreTurned(tr - di, ti + dr, w2r, w2i, yr + 2 * stride + q, yi + 2 * stride + q);
                }
            }
        }
    }

    public static void Radix4<V, T>(T* xr, T* xi, T* yr, T* yi, int columns, int stride, T* w, RowSet set)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Column 0 is not turned; where it is the only one, it is the whole pass.
        for (int p = 0; p < columns; p++, w += 6, xr += stride, xi += stride, yr += 4 * stride, yi += 4 * stride)
            Column4<V, T>(xr, xi, (nint)columns * stride, yr, yi, stride, w, p > 0, set);
    }

    public static void Radix8<V, T>(T* xr, T* xi, T* yr, T* yi, int columns, int stride, T* w, RowSet set)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int p = 0; p < columns; p++, w += 14, xr += stride, xi += stride, yr += 8 * stride, yi += 8 * stride)
            Column8<V, T>(xr, xi, (nint)columns * stride, yr, yi, stride, w, p > 0, set);
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

    private static void Column4<V, T>(T* xr, T* xi, nint step, T* yr, T* yi, nint stride, T* w, bool turn, RowSet set)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint start = 0;
        for (int g = 0; g < set.Groups; g++, start += set.Step)
        {
            for (nint q = start; q < start + set.Width; q += V.Count)
            {
                V ar = V.Load(xr + q), br = V.Load(xr + step + q), cr = V.Load(xr + 2 * step + q), dr = V.Load(xr + 3 * step + q);
                V ai = V.Load(xi + q), bi = V.Load(xi + step + q), ci = V.Load(xi + 2 * step + q), di = V.Load(xi + 3 * step + q);
                V acr = ar + cr, aci = ai + ci, bdr = br + dr, bdi = bi + di;
                V sr = ar - cr, si = ai - ci, tr = bi - di, ti = dr - br;
                V.Store(acr + bdr, yr + q);
                V.Store(aci + bdi, yi + q);
                Put(sr + tr, si + ti, w, yr + stride + q, yi + stride + q, turn);
                Put(acr - bdr, aci - bdi, w + 2, yr + 2 * stride + q, yi + 2 * stride + q, turn);
                Put(sr - tr, si - ti, w + 4, yr + 3 * stride + q, yi + 3 * stride + q, turn);
            }
        }
    }

    // Two transforms of four, of the odd and of the even rows; the odd ones turned by eighths. The even ones are stored as they
    // are made, so that the machine's registers suffice.
    private static void Column8<V, T>(T* xr, T* xi, nint step, T* yr, T* yi, nint stride, T* w, bool turn, RowSet set)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V root = V.Broadcast(T.CreateTruncating(0.707106781186547524));
        nint start = 0;
        for (int g = 0; g < set.Groups; g++, start += set.Step)
        {
            for (nint q = start; q < start + set.Width; q += V.Count)
            {
                T* ur = xr + q;
                T* ui = xi + q;
                T* vr = yr + q;
                T* vi = yi + q;
                V ar = V.Load(ur + step), br = V.Load(ur + 3 * step), cr = V.Load(ur + 5 * step), dr = V.Load(ur + 7 * step);
                V ai = V.Load(ui + step), bi = V.Load(ui + 3 * step), ci = V.Load(ui + 5 * step), di = V.Load(ui + 7 * step);
                V acr = ar + cr, aci = ai + ci, bdr = br + dr, bdi = bi + di;
                V sr = ar - cr, si = ai - ci, tr = bi - di, ti = dr - br;
                V o0r = acr + bdr, o0i = aci + bdi, o2r = acr - bdr, o2i = aci - bdi;
                V o1r = sr + tr, o1i = si + ti, o3r = sr - tr, o3i = si - ti;
                // Times (1 - i) / sqrt 2, and times -(1 + i) / sqrt 2.
                V t1r = root * (o1r + o1i), t1i = root * (o1i - o1r), t3r = root * (o3i - o3r), t3i = root * (o3r + o3i);

                ar = V.Load(ur);
                br = V.Load(ur + 2 * step);
                cr = V.Load(ur + 4 * step);
                dr = V.Load(ur + 6 * step);
                ai = V.Load(ui);
                bi = V.Load(ui + 2 * step);
                ci = V.Load(ui + 4 * step);
                di = V.Load(ui + 6 * step);
                acr = ar + cr;
                aci = ai + ci;
                bdr = br + dr;
                bdi = bi + di;
                V er = acr + bdr, ei = aci + bdi;
                V.Store(er + o0r, vr);
                V.Store(ei + o0i, vi);
                Put(er - o0r, ei - o0i, w + 6, vr + 4 * stride, vi + 4 * stride, turn);
                er = acr - bdr;
                ei = aci - bdi;
                Put(er + o2i, ei - o2r, w + 2, vr + 2 * stride, vi + 2 * stride, turn);
                Put(er - o2i, ei + o2r, w + 10, vr + 6 * stride, vi + 6 * stride, turn);
                sr = ar - cr;
                si = ai - ci;
                tr = bi - di;
                ti = dr - br;
                er = sr + tr;
                ei = si + ti;
                Put(er + t1r, ei + t1i, w, vr + stride, vi + stride, turn);
                Put(er - t1r, ei - t1i, w + 8, vr + 5 * stride, vi + 5 * stride, turn);
                er = sr - tr;
                ei = si - ti;
                Put(er + t3r, ei - t3i, w + 4, vr + 3 * stride, vi + 3 * stride, turn);
                Put(er - t3r, ei + t3i, w + 12, vr + 7 * stride, vi + 7 * stride, turn);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put<V, T>(V re, V im, T* w, T* yr, T* yi, bool turn)
        where V : unmanaged, ISimd<V, T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (turn)
        {
            StoreTurned(re, im, V.Broadcast(w[0]), V.Broadcast(w[1]), yr, yi);
            return;
        }
        V.Store(re, yr);
        V.Store(im, yi);
    }
}
