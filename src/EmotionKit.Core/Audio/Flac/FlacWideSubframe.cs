namespace EmotionKit.Audio.Flac;

/// <summary>The side channel of 32-bit stereo, whose samples have 33 bits.</summary>
internal static class FlacWideSubframe
{
    /// <param name="reader">At the subframe.</param>
    /// <param name="bits">Bits per sample, 33.</param>
    /// <param name="block">Receives the samples.</param>
    /// <param name="residual">Scratch of the same length.</param>
    /// <returns>What is wrong; <see langword="null"/> if nothing is.</returns>
    public static string? Read(ref BitReader reader, int bits, Span<long> block, Span<int> residual)
    {
        string? problem = FlacSubframe.ReadHeader(ref reader, bits, out int type, out int wastedBits);
        if (problem is not null)
            return problem;
        bits -= wastedBits;
        if (type == 0)
        {
            block.Fill(reader.ReadSigned(bits));
        }
        else if (type == 1)
        {
            ReadPlain(ref reader, bits, block);
        }
        else if (FlacSubframe.IsFixed(type) || FlacSubframe.IsLpc(type))
        {
            problem = ReadPredicted(ref reader, bits, type, block, residual);
            if (problem is not null)
                return problem;
        }
        else
        {
            return "the subframe has a reserved type";
        }
        for (int i = 0; i < block.Length; i++)
            block[i] <<= wastedBits;
        return null;
    }

    private static string? ReadPredicted(ref BitReader reader, int bits, int type, Span<long> block, Span<int> residual)
    {
        bool isFixed = FlacSubframe.IsFixed(type);
        int order = isFixed ? type - 8 : type - 31;
        if (order > block.Length)
            return "the predictor is longer than the block";
        ReadPlain(ref reader, bits, block[..order]);
        Span<int> coefficients = stackalloc int[order];
        int shift = 0;
        string? problem = null;
        if (isFixed)
            Polynomial(order).CopyTo(coefficients);
        else
            problem = FlacSubframe.ReadLpc(ref reader, coefficients, out _, out shift);
        problem ??= FlacResidual.Read(ref reader, order, residual);
        if (problem is not null)
            return problem;
        for (int i = order; i < block.Length; i++)
        {
            // 33 bits by 15 bits, 32 times: 53 bits.
            long sum = 0;
            for (int j = 0; j < order; j++)
                sum += coefficients[j] * block[i - 1 - j];
            block[i] = residual[i] + (sum >> shift);
        }
        return null;
    }

    private static ReadOnlySpan<int> Polynomial(int order) => order switch
    {
        0 => [],
        1 => [1],
        2 => [2, -1],
        3 => [3, -3, 1],
        _ => [4, -6, 4, -1],
    };

    private static void ReadPlain(ref BitReader reader, int bits, Span<long> samples)
    {
        for (int i = 0; i < samples.Length; i++)
            samples[i] = reader.ReadSigned(bits);
    }
}
