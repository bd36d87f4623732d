using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EmotionKit.Audio.Flac;

/// <summary>
/// Samples from the residuals of a linear predictor, in place (RFC 9639, 9.2.6). The first <c>order</c> values of a block are samples already.
/// </summary>
internal static class FlacLinearPredictor
{
    // Each sample waits for the former one, so what counts is the time from sample to sample. The nearest taps are scalar. The next
    // eight are a vector of sums under way: lane j is for the sample 5 + j ahead, and a new sample adds to all of them at once.
    // Taps beyond those are summed for four samples together, whose inputs are long known.
    private const int NearTaps = 4;
    private const int VectorTaps = 8;
    private const int Ahead = NearTaps + 1;
    private const int Group = 4;

    /// <param name="block">Samples and residuals.</param>
    /// <param name="coefficients">The nearest sample's first, 1 to 32.</param>
    /// <param name="shift">Bits to drop from the sum, 0 to 15.</param>
    /// <param name="fitsInt32">Whether no sum of products can exceed 32 bits.</param>
    public static void Restore(Span<int> block, ReadOnlySpan<int> coefficients, int shift, bool fitsInt32)
    {
        if (!fitsInt32)
            FlacWideLinearPredictor.Restore(block, coefficients, shift);
        else if (coefficients.Length <= NearTaps)
            RestoreShort(block, coefficients, shift);
        else if (Vector256.IsHardwareAccelerated)
            RestoreVector(block, coefficients, shift);
        else
            RestoreNarrow(block, coefficients.Length, coefficients, shift);
    }

    private static void RestoreShort(Span<int> block, ReadOnlySpan<int> coefficients, int shift)
    {
        int order = coefficients.Length;
        Span<int> padded = stackalloc int[NearTaps];
        Span<int> history = stackalloc int[NearTaps];
        padded.Clear();
        history.Clear();
        coefficients.CopyTo(padded);
        for (int i = 0; i < order; i++)
            history[i] = block[order - 1 - i];
        int c0 = padded[0], c1 = padded[1], c2 = padded[2], c3 = padded[3];
        int h0 = history[0], h1 = history[1], h2 = history[2], h3 = history[3];
        for (int n = order; n < block.Length; n++)
        {
            int sample = block[n] + (((c3 * h3) + (c2 * h2) + (c1 * h1) + (c0 * h0)) >> shift);
            block[n] = sample;
            h3 = h2;
            h2 = h1;
            h1 = h0;
            h0 = sample;
        }
    }

    private static void RestoreVector(Span<int> block, ReadOnlySpan<int> coefficients, int shift)
    {
        int order = coefficients.Length;
        int end = order + ((block.Length - order) / Group * Group);
        if (end == order || block.Length < order + Ahead + VectorTaps)
        {
            RestoreNarrow(block, order, coefficients, shift);
            return;
        }

        Span<int> padded = stackalloc int[NearTaps + VectorTaps];
        padded.Clear();
        coefficients[..Math.Min(order, padded.Length)].CopyTo(padded);
        int c0 = padded[0], c1 = padded[1], c2 = padded[2], c3 = padded[3];
        Vector256<int> taps = Vector256.Create<int>(padded[NearTaps..]);
        ReadOnlySpan<int> far = order > padded.Length ? coefficients[padded.Length..] : default;

        // What the samples that are there already add to the first sums.
        Span<int> sums = stackalloc int[Ahead + VectorTaps];
        for (int i = 0; i < sums.Length; i++)
        {
            int last = i < Ahead ? order : Math.Min(order, padded.Length);
            sums[i] = 0;
            for (int tap = Math.Max(NearTaps, i); tap < last; tap++)
                sums[i] += coefficients[tap] * block[order + i - 1 - tap];
        }
        int p0 = sums[0], p1 = sums[1], p2 = sums[2], p3 = sums[3], p4 = sums[4];
        Vector256<int> ahead = Vector256.Create<int>(sums[Ahead..]);

        int h0 = block[order - 1], h1 = block[order - 2], h2 = block[order - 3], h3 = block[order - 4];
        ref int at = ref MemoryMarshal.GetReference(block);
        for (int n = order; n < end; n += Group)
        {
            if (!far.IsEmpty)
                ahead += Far(ref Unsafe.Add(ref at, n + Ahead - 1 - NearTaps - VectorTaps), far).ToVector256();
            ref int next = ref Unsafe.Add(ref at, n);

            int s0 = next + ((p0 + (c3 * h3) + (c2 * h2) + (c1 * h1) + (c0 * h0)) >> shift);
            next = s0;
            int q1 = Add(ref ahead, taps, s0);

            int s1 = Unsafe.Add(ref next, 1) + ((p1 + (c3 * h2) + (c2 * h1) + (c1 * h0) + (c0 * s0)) >> shift);
            Unsafe.Add(ref next, 1) = s1;
            int q2 = Add(ref ahead, taps, s1);

            int s2 = Unsafe.Add(ref next, 2) + ((p2 + (c3 * h1) + (c2 * h0) + (c1 * s0) + (c0 * s1)) >> shift);
            Unsafe.Add(ref next, 2) = s2;
            int q3 = Add(ref ahead, taps, s2);

            int s3 = Unsafe.Add(ref next, 3) + ((p3 + (c3 * h0) + (c2 * s0) + (c1 * s1) + (c0 * s2)) >> shift);
            Unsafe.Add(ref next, 3) = s3;
            int q4 = Add(ref ahead, taps, s3);

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
        RestoreNarrow(block, end, coefficients, shift);
    }

    /// <summary>The sums of the farthest taps for four samples.</summary>
    /// <param name="newest">The input of the first of those taps for the first of those samples.</param>
    /// <param name="coefficients">The taps.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Far(ref int newest, ReadOnlySpan<int> coefficients)
    {
        Vector128<int> sum = Vector128<int>.Zero;
        for (int i = 0; i < coefficients.Length; i++)
            sum += Vector128.LoadUnsafe(ref Unsafe.Subtract(ref newest, i)) * Vector128.Create(coefficients[i]);
        return sum;
    }

    /// <summary>Adds a sample to the sums under way, and takes off the first, which it completes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Add(ref Vector256<int> ahead, Vector256<int> taps, int sample)
    {
        Vector256<int> sums = ahead + (taps * Vector256.Create(sample));
        ahead = Vector256.Shuffle(sums, Vector256.Create(1, 2, 3, 4, 5, 6, 7, 8));
        return sums.ToScalar();
    }

    private static void RestoreNarrow(Span<int> block, int from, ReadOnlySpan<int> coefficients, int shift)
    {
        ref int at = ref MemoryMarshal.GetReference(block);
        for (int n = from; n < block.Length; n++)
        {
            ref int newest = ref Unsafe.Add(ref at, n - 1);
            int sum = 0;
            for (int tap = coefficients.Length - 1; tap >= 0; tap--)
                sum += coefficients[tap] * Unsafe.Subtract(ref newest, tap);
            Unsafe.Add(ref at, n) += sum >> shift;
        }
    }
}
