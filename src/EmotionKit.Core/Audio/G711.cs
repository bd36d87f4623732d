namespace EmotionKit.Audio;

/// <summary>ITU-T G.711: the 16-bit value of each A-law and mu-law code.</summary>
internal static class G711
{
    public static ReadOnlySpan<short> ALaw => ALawTable;

    public static ReadOnlySpan<short> MuLaw => MuLawTable;

    private static readonly short[] ALawTable = Build(DecodeALaw);
    private static readonly short[] MuLawTable = Build(DecodeMuLaw);

    private static short[] Build(Func<byte, short> decode)
    {
        var table = new short[256];
        for (int code = 0; code < table.Length; code++)
            table[code] = decode((byte)code);
        return table;
    }

    /// <summary>Even bits are inverted; sign, 3 bits of segment, 4 of mantissa; 13 bits at the top of 16.</summary>
    private static short DecodeALaw(byte code)
    {
        int bits = code ^ 0x55;
        int segment = (bits >> 4) & 7;
        int magnitude = ((bits & 0x0F) << 4) + 8;
        if (segment > 0)
            magnitude = (magnitude + 0x100) << (segment - 1);
        return (short)((bits & 0x80) != 0 ? magnitude : -magnitude);
    }

    /// <summary>All bits are inverted; sign, 3 bits of segment, 4 of mantissa, biased by 33; 14 bits at the top of 16.</summary>
    private static short DecodeMuLaw(byte code)
    {
        int bits = ~code;
        int segment = (bits >> 4) & 7;
        int magnitude = ((((bits & 0x0F) << 1) + 33) << segment) - 33;
        return (short)((bits & 0x80) != 0 ? -magnitude * 4 : magnitude * 4);
    }
}
