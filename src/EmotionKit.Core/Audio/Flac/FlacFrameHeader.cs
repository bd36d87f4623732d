namespace EmotionKit.Audio.Flac;

/// <summary>A frame header (RFC 9639, 9.1).</summary>
internal readonly record struct FlacFrameHeader(int Bytes, int BlockSize, int SampleRate, int Channels, FlacChannelMode Mode, int BitsPerSample)
{
    /// <summary>The longest header: 4 bytes, a number of 7, block size 2, rate 2, CRC 1.</summary>
    public const int MaximumBytes = 16;

    private static ReadOnlySpan<int> SampleRates => [0, 88200, 176400, 192000, 8000, 16000, 22050, 24000, 32000, 44100, 48000, 96000];

    private static ReadOnlySpan<byte> SampleBits => [0, 8, 12, 0, 16, 20, 24, 32];

    /// <summary>Bytes of this frame if nothing in it were compressed, which no sane encoder exceeds.</summary>
    public int UncompressedBytes =>
        (int)(Bytes + 2 + (Channels * ((((long)BlockSize * (BitsPerSample + 1)) + 7) / 8 + 8)));

    /// <summary>Whether a header may begin here.</summary>
    public static bool IsSync(ReadOnlySpan<byte> bytes) => bytes.Length >= 2 && bytes[0] == 0xFF && (bytes[1] & 0xFE) == 0xF8;

    /// <param name="bytes">From the sync code on; shorter than <see cref="MaximumBytes"/> only at the end of the file.</param>
    /// <param name="info">Gives the rate and depth that a header may leave out; <see langword="null"/> without metadata.</param>
    /// <param name="header">The header.</param>
    /// <returns>What is wrong; <see langword="null"/> if nothing is.</returns>
    public static string? Parse(ReadOnlySpan<byte> bytes, FlacStreamInfo? info, out FlacFrameHeader header)
    {
        header = default;
        if (!IsSync(bytes))
            return "expected the sync code of a FLAC frame";
        if (bytes.Length < 6)
            return "expected a FLAC frame header, got the end of the file";
        int blockCode = bytes[2] >> 4;
        int rateCode = bytes[2] & 15;
        int channelCode = bytes[3] >> 4;
        int bitsCode = (bytes[3] >> 1) & 7;
        if (blockCode == 0 || rateCode == 15 || channelCode > 10 || bitsCode == 3 || (bytes[3] & 1) != 0)
            return "the FLAC frame header has a reserved value";

        int at = 4;
        if (!SkipNumber(bytes, ref at))
            return "the FLAC frame header has a malformed number";
        int blockBytes = blockCode is 6 or 7 ? blockCode - 5 : 0;
        int rateBytes = rateCode == 12 ? 1 : rateCode > 12 ? 2 : 0;
        if (bytes.Length < at + blockBytes + rateBytes + 1)
            return "expected a FLAC frame header, got the end of the file";
        int blockSize = blockCode switch
        {
            1 => 192,
            < 6 => 576 << (blockCode - 2),
            < 8 => Number(bytes.Slice(at, blockBytes)) + 1,
            _ => 256 << (blockCode - 8),
        };
        int stored = Number(bytes.Slice(at + blockBytes, rateBytes));
        int rate = rateCode switch
        {
            0 => info?.SampleRate ?? 0,
            < 12 => SampleRates[rateCode],
            12 => stored * 1000,
            13 => stored,
            _ => stored * 10,
        };
        at += blockBytes + rateBytes;
        if (FlacCrc.Crc8(bytes[..at]) != bytes[at])
            return "the checksum (CRC-8) of the FLAC frame header is wrong";

        int bits = bitsCode == 0 ? info?.BitsPerSample ?? 0 : SampleBits[bitsCode];
        if (blockSize > ushort.MaxValue)
            return "the FLAC frame header has a block of 65536 samples, which is reserved";
        if (rate == 0)
            return "expected a sample rate in the FLAC frame header or in STREAMINFO, got none";
        if (bits == 0)
            return "expected a bit depth in the FLAC frame header, as there is no STREAMINFO, got none";
        FlacChannelMode mode = channelCode < 8 ? FlacChannelMode.Independent : (FlacChannelMode)(channelCode - 7);
        header = new FlacFrameHeader(at + 1, blockSize, rate, channelCode < 8 ? channelCode + 1 : 2, mode, bits);
        return null;
    }

    /// <summary>Passes the frame or sample number, which is coded as UTF-8 was before it was limited to four bytes.</summary>
    private static bool SkipNumber(ReadOnlySpan<byte> bytes, ref int at)
    {
        int ones = System.Numerics.BitOperations.LeadingZeroCount((uint)(byte)~bytes[at] << 24);
        if (ones is 1 or > 7)
            return false;
        at++;
        for (int i = 1; i < ones; i++, at++)
        {
            if (at >= bytes.Length || (bytes[at] & 0xC0) != 0x80)
                return false;
        }
        return true;
    }

    private static int Number(ReadOnlySpan<byte> bytes)
    {
        int value = 0;
        foreach (byte b in bytes)
            value = (value << 8) | b;
        return value;
    }
}
