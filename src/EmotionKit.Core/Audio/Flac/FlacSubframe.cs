using System.Numerics;

namespace EmotionKit.Audio.Flac;

/// <summary>One channel of a frame (RFC 9639, 9.2), up to 32 bits per sample.</summary>
internal static class FlacSubframe
{
    /// <summary>The head of a subframe: its kind, and how many low bits of every sample are zero and left out.</summary>
    public static string? ReadHeader(ref BitReader reader, int bits, out int type, out int wastedBits)
    {
        wastedBits = 0;
        uint head = reader.ReadBits(8);
        type = (int)(head >> 1) & 0x3F;
        if ((head & 0x80) != 0)
            return "the subframe begins with a one instead of a zero";
        if ((head & 1) != 0)
        {
            long wasted = reader.ReadUnary() + 1;
            if (wasted >= bits)
                return "the subframe leaves out as many bits as a sample has";
            wastedBits = (int)wasted;
        }
        return null;
    }

    public static bool IsFixed(int type) => type is >= 8 and <= 12;

    public static bool IsLpc(int type) => type >= 32;

    /// <summary>Precision, shift and coefficients of a linear predictor.</summary>
    public static string? ReadLpc(ref BitReader reader, scoped Span<int> coefficients, out int precision, out int shift)
    {
        precision = (int)reader.ReadBits(4) + 1;
        shift = (int)reader.ReadSigned(5);
        if (precision == 16)
            return "the predictor has a reserved precision";
        if (shift < 0)
            return "the predictor has a negative shift";
        for (int i = 0; i < coefficients.Length; i++)
            coefficients[i] = (int)reader.ReadSigned(precision);
        return null;
    }

    /// <param name="reader">At the subframe.</param>
    /// <param name="bits">Bits per sample, 4 to 32.</param>
    /// <param name="block">Receives the samples.</param>
    /// <returns>What is wrong; <see langword="null"/> if nothing is.</returns>
    public static string? Read(ref BitReader reader, int bits, Span<int> block)
    {
        string? problem = ReadHeader(ref reader, bits, out int type, out int wastedBits);
        if (problem is not null)
            return problem;
        bits -= wastedBits;
        if (type == 0)
        {
            block.Fill((int)reader.ReadSigned(bits));
        }
        else if (type == 1)
        {
            ReadPlain(ref reader, bits, block);
        }
        else if (IsFixed(type) || IsLpc(type))
        {
            problem = IsFixed(type) ? ReadFixed(ref reader, bits, type - 8, block) : ReadLpcBlock(ref reader, bits, type - 31, block);
            if (problem is not null)
                return problem;
        }
        else
        {
            return "the subframe has a reserved type";
        }
        if (wastedBits > 0)
        {
            for (int i = 0; i < block.Length; i++)
                block[i] <<= wastedBits;
        }
        return null;
    }

    private static string? ReadFixed(ref BitReader reader, int bits, int order, Span<int> block)
    {
        if (order > block.Length)
            return "the predictor is longer than the block";
        ReadPlain(ref reader, bits, block[..order]);
        string? problem = FlacResidual.Read(ref reader, order, block);
        if (problem is null)
            FlacFixedPredictor.Restore(block, order);
        return problem;
    }

    private static string? ReadLpcBlock(ref BitReader reader, int bits, int order, Span<int> block)
    {
        if (order > block.Length)
            return "the predictor is longer than the block";
        ReadPlain(ref reader, bits, block[..order]);
        Span<int> coefficients = stackalloc int[order];
        string? problem = ReadLpc(ref reader, coefficients, out int precision, out int shift) ?? FlacResidual.Read(ref reader, order, block);
        if (problem is null)
            FlacLinearPredictor.Restore(block, coefficients, shift, fitsInt32: bits + precision + BitOperations.Log2((uint)order) <= 32);
        return problem;
    }

    private static void ReadPlain(ref BitReader reader, int bits, Span<int> samples)
    {
        for (int i = 0; i < samples.Length; i++)
            samples[i] = (int)reader.ReadSigned(bits);
    }
}
