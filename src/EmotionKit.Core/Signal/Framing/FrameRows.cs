using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using EmotionKit.Numerics.Simd;

namespace EmotionKit.Signal.Framing;

/// <summary>From frames to rows of lanes (one frame per lane), each row times a number of its own.</summary>
internal static unsafe class FrameRows
{
    /// <summary>Row n, lane l becomes <c>frames[l][n] * factors[n]</c>.</summary>
    /// <param name="frames">Where each lane's samples start; as many as there are lanes, a multiple of 4.</param>
    /// <param name="lanes">Numbers in a row.</param>
    /// <param name="factors">One factor per row.</param>
    /// <param name="target">Where the rows go.</param>
    public static void Load<T>(float** frames, int lanes, ReadOnlySpan<T> factors, RowTarget<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int lane = 0;
        if (Transpose.Has8)
        {
            for (; lane + 8 <= lanes; lane += 8)
                Eight(frames + lane, lane, factors, target);
        }
        if (Transpose.Has4)
        {
            for (; lane + 4 <= lanes; lane += 4)
                Four(frames + lane, lane, factors, target);
        }
        for (; lane < lanes; lane++)
            One(frames[lane], lane, 0, factors, target);
    }

    private static void Eight<T>(float** frames, int lane, ReadOnlySpan<T> factors, RowTarget<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        float* a = frames[0], b = frames[1], c = frames[2], d = frames[3], e = frames[4], f = frames[5], g = frames[6], h = frames[7];
        nint step = target.TwoRows;
        T* x = target.Row(0) + lane;
        T* y = target.Row(1) + lane;
        int n = 0;
        fixed (T* w = factors)
        {
            for (; n + 8 <= factors.Length; n += 8, x += 4 * step, y += 4 * step)
            {
                Transpose.Rows8 r = Transpose.Load8(a + n, b + n, c + n, d + n, e + n, f + n, g + n, h + n);
                Store(r.R0, w[n], x);
                Store(r.R1, w[n + 1], y);
                Store(r.R2, w[n + 2], x + step);
                Store(r.R3, w[n + 3], y + step);
                Store(r.R4, w[n + 4], x + 2 * step);
                Store(r.R5, w[n + 5], y + 2 * step);
                Store(r.R6, w[n + 6], x + 3 * step);
                Store(r.R7, w[n + 7], y + 3 * step);
            }
        }
        for (int l = 0; l < 8; l++)
            One(frames[l], lane + l, n, factors, target);
    }

    private static void Four<T>(float** frames, int lane, ReadOnlySpan<T> factors, RowTarget<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int n = 0;
        for (; n + 4 <= factors.Length; n += 4)
        {
            Transpose.Rows4 r = Transpose.Load4(frames[0] + n, frames[1] + n, frames[2] + n, frames[3] + n);
            Store(r.R0, factors[n], target.Row(n) + lane);
            Store(r.R1, factors[n + 1], target.Row(n + 1) + lane);
            Store(r.R2, factors[n + 2], target.Row(n + 2) + lane);
            Store(r.R3, factors[n + 3], target.Row(n + 3) + lane);
        }
        for (int l = 0; l < 4; l++)
            One(frames[l], lane + l, n, factors, target);
    }

    private static void One<T>(float* frame, int lane, int from, ReadOnlySpan<T> factors, RowTarget<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int n = from; n < factors.Length; n++)
            target.Row(n)[lane] = T.CreateTruncating(frame[n]) * factors[n];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T>(Vector256<float> samples, T factor, T* target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            (samples.As<float, T>() * factor).Store(target);
            return;
        }
        (Vector256<double> low, Vector256<double> high) = Vector256.Widen(samples);
        (low.As<double, T>() * factor).Store(target);
        (high.As<double, T>() * factor).Store(target + 4);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T>(Vector128<float> samples, T factor, T* target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            (samples.As<float, T>() * factor).Store(target);
            return;
        }
        (Vector128<double> low, Vector128<double> high) = Vector128.Widen(samples);
        (low.As<double, T>() * factor).Store(target);
        (high.As<double, T>() * factor).Store(target + 2);
    }
}
