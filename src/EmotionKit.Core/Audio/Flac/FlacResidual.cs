namespace EmotionKit.Audio.Flac;

/// <summary>The coded residual of a subframe (RFC 9639, 9.2.7).</summary>
internal static class FlacResidual
{
    /// <param name="reader">At the coding method.</param>
    /// <param name="order">Order of the predictor: so many samples of the block have no residual.</param>
    /// <param name="block">The block; residuals are written from <paramref name="order"/> on.</param>
    /// <returns>What is wrong; <see langword="null"/> if nothing is.</returns>
    public static string? Read(ref BitReader reader, int order, Span<int> block)
    {
        uint method = reader.ReadBits(2);
        if (method > 1)
            return "the residual has a reserved coding method";
        int parameterBits = method == 0 ? 4 : 5;
        int escape = (1 << parameterBits) - 1;
        int partitionOrder = (int)reader.ReadBits(4);
        int partitionSamples = block.Length >> partitionOrder;
        if (partitionSamples << partitionOrder != block.Length || partitionSamples < order)
            return "the residual's partitions do not divide the block";

        int at = order;
        for (int partition = 1; partition <= 1 << partitionOrder; partition++)
        {
            Span<int> values = block[at..(partition * partitionSamples)];
            at += values.Length;
            int parameter = (int)reader.ReadBits(parameterBits);
            if (parameter != escape)
            {
                if (!reader.ReadRice(values, parameter))
                    return "a residual does not fit into 32 bits";
            }
            else
            {
                ReadPlain(ref reader, values);
            }
            if (reader.IsOverrun)
                return "the residual goes beyond the end of the data";
        }
        return null;
    }

    private static void ReadPlain(ref BitReader reader, Span<int> values)
    {
        int bits = (int)reader.ReadBits(5);
        if (bits == 0)
        {
            values.Clear();
            return;
        }
        for (int i = 0; i < values.Length; i++)
            values[i] = (int)reader.ReadSigned(bits);
    }
}
