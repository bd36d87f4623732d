using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EmotionKit.Audio.Flac;

/// <summary>
/// As <see cref="FlacLinearPredictor"/>, for sums that do not fit into 32 bits. The vector of sums under way is of doubles, which are exact
/// here: 32 bits by 15 bits, 32 times, are 52 bits.
/// </summary>
internal static class FlacWideLinearPredictor
{
    private const int NearTaps = 4;
    private const int VectorTaps = 8;
    private const int Ahead = NearTaps + 1;
    private const int Group = 4;

    /// <param name="block">Samples and residuals.</param>
    /// <param name="coefficients">The nearest sample's first, 1 to 32.</param>
    /// <param name="shift">Bits to drop from the sum, 0 to 15.</param>
    public static void Restore(Span<int> block, ReadOnlySpan<int> coefficients, int shift)
    {
        int order = coefficients.Length;
        if (order > NearTaps && block.Length >= order + Ahead + VectorTaps && Vector512.IsHardwareAccelerated)
            RestoreVector(block, coefficients, shift);
        else
            RestoreScalar(block, order, coefficients, shift);
    }

    private static void RestoreVector(Span<int> block, ReadOnlySpan<int> coefficients, int shift)
    {
        int order = coefficients.Length;
        int end = order + ((block.Length - order) / Group * Group);
        Span<double> padded = stackalloc double[NearTaps + VectorTaps];
        padded.Clear();
        for (int tap = 0; tap < Math.Min(order, padded.Length); tap++)
            padded[tap] = coefficients[tap];
        long c0 = coefficients[0], c1 = coefficients[1], c2 = coefficients[2], c3 = coefficients[3];
        Vector512<double> taps = Vector512.Create<double>(padded[NearTaps..]);
        ReadOnlySpan<int> far = order > padded.Length ? coefficients[padded.Length..] : default;

        // What the samples that are there already add to the first sums.
        Span<double> sums = stackalloc double[Ahead + VectorTaps];
        for (int i = 0; i < sums.Length; i++)
        {
            int last = i < Ahead ? order : Math.Min(order, padded.Length);
            sums[i] = 0;
            for (int tap = Math.Max(NearTaps, i); tap < last; tap++)
                sums[i] += (double)coefficients[tap] * block[order + i - 1 - tap];
        }
        long p0 = (long)sums[0], p1 = (long)sums[1], p2 = (long)sums[2], p3 = (long)sums[3], p4 = (long)sums[4];
        Vector512<double> ahead = Vector512.Create<double>(sums[Ahead..]);

        long h0 = block[order - 1], h1 = block[order - 2], h2 = block[order - 3], h3 = block[order - 4];
        ref int at = ref MemoryMarshal.GetReference(block);
        for (int n = order; n < end; n += Group)
        {
            if (!far.IsEmpty)
                ahead += Far(ref Unsafe.Add(ref at, n + Ahead - 1 - NearTaps - VectorTaps), far).ToVector512();
            ref int next = ref Unsafe.Add(ref at, n);

            int s0 = next + (int)((p0 + (c3 * h3) + (c2 * h2) + (c1 * h1) + (c0 * h0)) >> shift);
            next = s0;
            long q1 = Add(ref ahead, taps, s0);
            int s1 = Unsafe.Add(ref next, 1) + (int)((p1 + (c3 * h2) + (c2 * h1) + (c1 * h0) + (c0 * s0)) >> shift);
            Unsafe.Add(ref next, 1) = s1;
            long q2 = Add(ref ahead, taps, s1);
            int s2 = Unsafe.Add(ref next, 2) + (int)((p2 + (c3 * h1) + (c2 * h0) + (c1 * s0) + (c0 * s1)) >> shift);
            Unsafe.Add(ref next, 2) = s2;
            long q3 = Add(ref ahead, taps, s2);
            int s3 = Unsafe.Add(ref next, 3) + (int)((p3 + (c3 * h0) + (c2 * s0) + (c1 * s1) + (c0 * s2)) >> shift);
            Unsafe.Add(ref next, 3) = s3;
            long q4 = Add(ref ahead, taps, s3);

            p0 = p4;
            p1 = q1;
            p2 = q2;
            p3 = q3;
            p4 = q4;
            h3 = s0;
            h2 = s1;
            h1 = s2;
            h0 = s3;
        }
        RestoreScalar(block, end, coefficients, shift);
    }

    /// <summary>Adds a sample to the sums under way, and takes off the first, which it completes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Add(ref Vector512<double> ahead, Vector512<double> taps, int sample)
    {
        Vector512<double> sums = ahead + (taps * Vector512.Create((double)sample));
        ahead = Vector512.Shuffle(sums, Vector512.Create(1L, 2, 3, 4, 5, 6, 7, 8));
        return (long)sums.ToScalar();
    }

    /// <summary>The sums of the farthest taps for four samples.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Far(ref int newest, ReadOnlySpan<int> coefficients)
    {
        Vector256<double> sum = Vector256<double>.Zero;
        for (int i = 0; i < coefficients.Length; i++)
        {
            Vector128<int> samples = Vector128.LoadUnsafe(ref Unsafe.Subtract(ref newest, i));
            (Vector128<long> low, Vector128<long> high) = Vector128.Widen(samples);
            sum += Vector256.ConvertToDouble(Vector256.Create(low, high)) * Vector256.Create((double)coefficients[i]);
        }
        return sum;
    }

    private static void RestoreScalar(Span<int> block, int from, ReadOnlySpan<int> coefficients, int shift)
    {
        ref int at = ref MemoryMarshal.GetReference(block);
        for (int n = from; n < block.Length; n++)
        {
            ref int newest = ref Unsafe.Add(ref at, n - 1);
            long sum = 0;
            for (int tap = coefficients.Length - 1; tap >= 0; tap--)
                sum += (long)coefficients[tap] * Unsafe.Subtract(ref newest, tap);
            Unsafe.Add(ref at, n) += (int)(sum >> shift);
        }
    }
}
