namespace EmotionKit.Audio.Flac;

/// <summary>
/// Samples from the residuals of a fixed predictor, in place (RFC 9639, 9.2.5). The first <c>order</c> values of a block are samples already.
/// </summary>
internal static class FlacFixedPredictor
{
    /// <summary>The polynomials as cascaded sums. Overflow cancels, as sums are modulo 2^32 and the samples fit.</summary>
    public static void Restore(Span<int> block, int order)
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
}
