using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EmotionKit.Signal;

/// <summary>Dot products of one filter with one or four windows of a signal.</summary>
/// <remarks>Every path keeps <see cref="Lanes"/> partial sums and folds them in the same order, so that the result is the same bits for
/// every vector width, wherever the processor has fused multiply-add.</remarks>
internal static class DotKernel
{
    /// <summary>Lengths are multiples of this.</summary>
    public const int Lanes = 16;

    /// <summary>The dot product of <paramref name="filter"/> and as many samples from <paramref name="window"/> on.</summary>
    public static float One(ReadOnlySpan<float> filter, ref readonly float window)
    {
        ref float h = ref MemoryMarshal.GetReference(filter);
        ref float x = ref Unsafe.AsRef(in window);
        nuint length = (nuint)filter.Length;
        if (Vector512.IsHardwareAccelerated)
        {
            Vector512<float> sum = default;
            for (nuint k = 0; k < length; k += Lanes)
                sum = Vector512.MultiplyAddEstimate(Vector512.LoadUnsafe(ref h, k), Vector512.LoadUnsafe(ref x, k), sum);
            return Fold(sum);
        }
        if (Vector256.IsHardwareAccelerated)
        {
            Vector256<float> low = default, high = default;
            for (nuint k = 0; k < length; k += Lanes)
            {
                low = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref h, k), Vector256.LoadUnsafe(ref x, k), low);
                high = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref h, k + 8), Vector256.LoadUnsafe(ref x, k + 8), high);
            }
            return Fold(low + high);
        }
        if (!Vector128.IsHardwareAccelerated)
            return OneScalar(ref h, ref x, length);
        Vector128<float> a = default, b = default, c = default, d = default;
        for (nuint k = 0; k < length; k += Lanes)
        {
            a = Vector128.MultiplyAddEstimate(Vector128.LoadUnsafe(ref h, k), Vector128.LoadUnsafe(ref x, k), a);
            b = Vector128.MultiplyAddEstimate(Vector128.LoadUnsafe(ref h, k + 4), Vector128.LoadUnsafe(ref x, k + 4), b);
            c = Vector128.MultiplyAddEstimate(Vector128.LoadUnsafe(ref h, k + 8), Vector128.LoadUnsafe(ref x, k + 8), c);
            d = Vector128.MultiplyAddEstimate(Vector128.LoadUnsafe(ref h, k + 12), Vector128.LoadUnsafe(ref x, k + 12), d);
        }
        return Fold((a + c) + (b + d));
    }

    /// <summary>Four windows, <paramref name="step"/> samples apart, with the same filter: each coefficient is loaded once.</summary>
    /// <param name="filter">The coefficients.</param>
    /// <param name="window">The first sample of the first window.</param>
    /// <param name="step">Samples from one window to the next.</param>
    /// <param name="output">Where the first result goes.</param>
    /// <param name="stride">Distance between results.</param>
    public static void Four(ReadOnlySpan<float> filter, ref readonly float window, nuint step, ref float output, nuint stride)
    {
        ref float h = ref MemoryMarshal.GetReference(filter);
        ref float x = ref Unsafe.AsRef(in window);
        nuint length = (nuint)filter.Length;
        if (Vector512.IsHardwareAccelerated)
        {
            Vector512<float> a = default, b = default, c = default, d = default;
            for (nuint k = 0; k < length; k += Lanes)
            {
                Vector512<float> tap = Vector512.LoadUnsafe(ref h, k);
                a = Vector512.MultiplyAddEstimate(tap, Vector512.LoadUnsafe(ref x, k), a);
                b = Vector512.MultiplyAddEstimate(tap, Vector512.LoadUnsafe(ref x, k + step), b);
                c = Vector512.MultiplyAddEstimate(tap, Vector512.LoadUnsafe(ref x, k + 2 * step), c);
                d = Vector512.MultiplyAddEstimate(tap, Vector512.LoadUnsafe(ref x, k + 3 * step), d);
            }
            output = Fold(a);
            Unsafe.Add(ref output, stride) = Fold(b);
            Unsafe.Add(ref output, 2 * stride) = Fold(c);
            Unsafe.Add(ref output, 3 * stride) = Fold(d);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Vector256<float> a0 = default, a1 = default, b0 = default, b1 = default;
            Vector256<float> c0 = default, c1 = default, d0 = default, d1 = default;
            for (nuint k = 0; k < length; k += Lanes)
            {
                Vector256<float> low = Vector256.LoadUnsafe(ref h, k), high = Vector256.LoadUnsafe(ref h, k + 8);
                a0 = Vector256.MultiplyAddEstimate(low, Vector256.LoadUnsafe(ref x, k), a0);
                a1 = Vector256.MultiplyAddEstimate(high, Vector256.LoadUnsafe(ref x, k + 8), a1);
                b0 = Vector256.MultiplyAddEstimate(low, Vector256.LoadUnsafe(ref x, k + step), b0);
                b1 = Vector256.MultiplyAddEstimate(high, Vector256.LoadUnsafe(ref x, k + step + 8), b1);
                c0 = Vector256.MultiplyAddEstimate(low, Vector256.LoadUnsafe(ref x, k + 2 * step), c0);
                c1 = Vector256.MultiplyAddEstimate(high, Vector256.LoadUnsafe(ref x, k + 2 * step + 8), c1);
                d0 = Vector256.MultiplyAddEstimate(low, Vector256.LoadUnsafe(ref x, k + 3 * step), d0);
                d1 = Vector256.MultiplyAddEstimate(high, Vector256.LoadUnsafe(ref x, k + 3 * step + 8), d1);
            }
            output = Fold(a0 + a1);
            Unsafe.Add(ref output, stride) = Fold(b0 + b1);
            Unsafe.Add(ref output, 2 * stride) = Fold(c0 + c1);
            Unsafe.Add(ref output, 3 * stride) = Fold(d0 + d1);
        }
        else
        {
            for (nuint i = 0; i < 4; i++)
                Unsafe.Add(ref output, i * stride) = One(filter, ref Unsafe.Add(ref x, i * step));
        }
    }

    private static float OneScalar(ref float h, ref float x, nuint length)
    {
        Span<float> sums = stackalloc float[Lanes];
        sums.Clear();
        for (nuint k = 0; k < length; k += Lanes)
        {
            for (int lane = 0; lane < Lanes; lane++)
                sums[lane] += Unsafe.Add(ref h, k + (nuint)lane) * Unsafe.Add(ref x, k + (nuint)lane);
        }
        for (int width = Lanes / 2; width >= 2; width /= 2)
        {
            for (int lane = 0; lane < width; lane++)
                sums[lane] += sums[lane + width];
        }
        return sums[0] + sums[1];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Fold(Vector512<float> sum) => Fold(sum.GetLower() + sum.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Fold(Vector256<float> sum) => Fold(sum.GetLower() + sum.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Fold(Vector128<float> sum) => (sum[0] + sum[2]) + (sum[1] + sum[3]);
}
