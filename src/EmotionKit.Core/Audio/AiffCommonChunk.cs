using System.Buffers.Binary;
using System.Text;

namespace EmotionKit.Audio;

/// <summary>The <c>COMM</c> chunk of an AIFF or AIFF-C file (Apple, "Audio Interchange File Format AIFF-C", 1991).</summary>
internal readonly record struct AiffCommonChunk(int Channels, uint Frames, int Bits, int SampleRate, string Compression)
{
    /// <summary>As much of the chunk as is of interest.</summary>
    public const int MaximumBytes = 22;

    private const int PlainBytes = 18;

    /// <exception cref="AudioFormatException">The chunk is too short, or has no channels or no rate.</exception>
    public static AiffCommonChunk Parse(ReadOnlySpan<byte> chunk, bool isCompressed, string source, long offset)
    {
        int expected = isCompressed ? MaximumBytes : PlainBytes;
        if (chunk.Length < expected)
            throw AudioFormatException.At(source, offset, $"expected a 'COMM' chunk of at least {expected} bytes, got {chunk.Length}.");
        int channels = BinaryPrimitives.ReadUInt16BigEndian(chunk);
        if (channels == 0)
            throw AudioFormatException.At(source, offset, "expected at least one channel, got 0.");
        double rate = Extended(chunk.Slice(8, 10));
        if (!(rate is >= 0.5 and < int.MaxValue))
            throw AudioFormatException.At(source, offset, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"expected a sample rate of 1 to {int.MaxValue}, got {rate}."));
        return new AiffCommonChunk(channels, BinaryPrimitives.ReadUInt32BigEndian(chunk[2..]), BinaryPrimitives.ReadUInt16BigEndian(chunk[6..]),
            (int)Math.Round(rate, MidpointRounding.AwayFromZero), isCompressed ? Encoding.Latin1.GetString(chunk.Slice(PlainBytes, 4)) : "NONE");
    }

    /// <summary>The coding of the samples; <see langword="null"/> for one that is not uncompressed, or has a width that does not exist.</summary>
    public PcmEncoding? SampleEncoding => Compression switch
    {
        "NONE" or "twos" or "in24" or "in32" => PcmEncodings.Signed(BytesPerSample, bigEndian: true),
        "sowt" or "42ni" or "23ni" => PcmEncodings.Signed(BytesPerSample, bigEndian: false),
        "raw " when BytesPerSample == 1 => PcmEncoding.U8,
        "fl32" or "FL32" => PcmEncoding.F32BigEndian,
        "fl64" or "FL64" => PcmEncoding.F64BigEndian,
        "alaw" or "ALAW" => PcmEncoding.ALaw,
        "ulaw" or "ULAW" => PcmEncoding.MuLaw,
        _ => null,
    };

    /// <summary>A sample takes whole bytes and is justified to their top.</summary>
    private int BytesPerSample => Compression switch
    {
        "in24" or "42ni" => 3,
        "in32" or "23ni" => 4,
        _ => (Bits + 7) / 8,
    };

    /// <summary>The 80-bit float of the 68881: sign and 15 bits of exponent, 64 of mantissa with its leading one.</summary>
    private static double Extended(ReadOnlySpan<byte> bytes)
    {
        int head = BinaryPrimitives.ReadUInt16BigEndian(bytes);
        double magnitude = Math.ScaleB((double)BinaryPrimitives.ReadUInt64BigEndian(bytes[2..]), (head & 0x7FFF) - 16383 - 63);
        return (head & 0x8000) != 0 ? -magnitude : magnitude;
    }
}
