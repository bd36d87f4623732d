namespace EmotionKit.Trees;

/// <summary>Sorts numbers in time linear in their count.</summary>
internal static class RadixSort
{
    private const int Bits = 11;
    private const int Buckets = 1 << Bits;
    private const int Passes = 3;

    /// <summary>Ascending. No value may be NaN; minus zero is given back as zero.</summary>
    /// <param name="values">To be sorted.</param>
    /// <param name="scratch">Twice as long at least.</param>
    public static void Sort(Span<float> values, Span<uint> scratch)
    {
        if (values.Length < Buckets / 4)
        {
            for (int i = 0; i < values.Length; i++)
                values[i] += 0f;
            values.Sort();
            return;
        }
        Span<uint> from = scratch[..values.Length], to = scratch.Slice(values.Length, values.Length);
        Span<int> counts = stackalloc int[Passes * Buckets];
        counts.Clear();
        for (int i = 0; i < values.Length; i++)
        {
            // Flipping makes the bits of floats sort as unsigned numbers do.
            uint bits = BitConverter.SingleToUInt32Bits(values[i] + 0f);
            uint key = bits ^ ((uint)((int)bits >> 31) | 0x8000_0000);
            from[i] = key;
            counts[(int)(key & (Buckets - 1))]++;
            counts[Buckets + (int)(key >> Bits & (Buckets - 1))]++;
            counts[2 * Buckets + (int)(key >> (2 * Bits))]++;
        }
        for (int pass = 0; pass < Passes; pass++)
        {
            Span<int> starts = counts.Slice(pass * Buckets, Buckets);
            int sum = 0;
            for (int b = 0; b < Buckets; b++)
            {
                int count = starts[b];
                starts[b] = sum;
                sum += count;
            }
            int shift = pass * Bits;
            foreach (uint key in from)
                to[starts[(int)(key >> shift & (Buckets - 1))]++] = key;
            Span<uint> swap = from;
            from = to;
            to = swap;
        }
        for (int i = 0; i < values.Length; i++)
        {
            uint key = from[i];
            values[i] = BitConverter.UInt32BitsToSingle(key ^ ((uint)((int)~key >> 31) | 0x8000_0000));
        }
    }
}
