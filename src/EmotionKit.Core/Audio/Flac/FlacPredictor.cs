namespace EmotionKit.Audio.Flac;

/// <summary>
/// Samples from residuals, in place (RFC 9639, 9.2.5 and 9.2.6). The first <c>order</c> values of a block are samples already.
/// </summary>
internal static class FlacPredictor
{
    public const int MaximumOrder = 32;

    /// <summary>The fixed polynomials as cascaded sums. Overflow cancels, as sums are modulo 2^32 and the samples fit.</summary>
    public static void RestoreFixed(Span<int> block, int order)
    {
        switch (order)
        {
            case 1:
                Sum1(block);
                break;
            case 2:
                Sum2(block);
                break;
            case 3:
                Sum3(block);
                break;
            case 4:
                Sum4(block);
                break;
        }
    }

    /// <param name="block">Samples and residuals.</param>
    /// <param name="coefficients">The nearest sample's first.</param>
    /// <param name="shift">Bits to drop from the sum, 0 to 15.</param>
    /// <param name="fitsInt32">Whether no sum of products can exceed 32 bits.</param>
    public static void RestoreLpc(Span<int> block, ReadOnlySpan<int> coefficients, int shift, bool fitsInt32)
    {
        if (fitsInt32)
            RestoreNarrow(block, coefficients, shift);
        else
            RestoreWide(block, coefficients, shift);
    }

    private static void Sum1(Span<int> block)
    {
        int sample = block[0];
        for (int i = 1; i < block.Length; i++)
        {
            sample += block[i];
            block[i] = sample;
        }
    }

    private static void Sum2(Span<int> block)
    {
        int sample = block[1];
        int first = sample - block[0];
        for (int i = 2; i < block.Length; i++)
        {
            first += block[i];
            sample += first;
            block[i] = sample;
        }
    }

    private static void Sum3(Span<int> block)
    {
        int sample = block[2];
        int first = sample - block[1];
        int second = first - (block[1] - block[0]);
        for (int i = 3; i < block.Length; i++)
        {
            second += block[i];
            first += second;
            sample += first;
            block[i] = sample;
        }
    }

    private static void Sum4(Span<int> block)
    {
        int sample = block[3];
        int first = sample - block[2];
        int second = first - (block[2] - block[1]);
        int third = second - (block[2] - block[1] - (block[1] - block[0]));
        for (int i = 4; i < block.Length; i++)
        {
            third += block[i];
            second += third;
            first += second;
            sample += first;
            block[i] = sample;
        }
    }

    private static void RestoreNarrow(Span<int> block, ReadOnlySpan<int> coefficients, int shift)
    {
        int order = coefficients.Length;
        for (int i = order; i < block.Length; i++)
        {
            ReadOnlySpan<int> history = block.Slice(i - order, order);
            int sum = 0;
            for (int j = 0; j < coefficients.Length; j++)
                sum += coefficients[j] * history[order - 1 - j];
            block[i] += sum >> shift;
        }
    }

    private static void RestoreWide(Span<int> block, ReadOnlySpan<int> coefficients, int shift)
    {
        int order = coefficients.Length;
        for (int i = order; i < block.Length; i++)
        {
            ReadOnlySpan<int> history = block.Slice(i - order, order);
            long sum = 0;
            for (int j = 0; j < coefficients.Length; j++)
                sum += (long)coefficients[j] * history[order - 1 - j];
            block[i] += (int)(sum >> shift);
        }
    }
}
