using System.Buffers.Binary;

namespace EmotionKit.Audio;

/// <summary>The <c>fmt </c> chunk of a WAV file: WAVEFORMAT, PCMWAVEFORMAT, WAVEFORMATEX or WAVEFORMATEXTENSIBLE (mmreg.h).</summary>
internal readonly record struct WavFormatChunk(int Tag, int Channels, int SampleRate, int BytesPerFrame, int ContainerBits, int ValidBits)
{
    public const int TagPcm = 1;
    public const int TagFloat = 3;
    public const int TagALaw = 6;
    public const int TagMuLaw = 7;

    /// <summary>As much of the chunk as is of interest.</summary>
    public const int MaximumBytes = 40;

    private const int TagExtensible = 0xFFFE;
    private const int ShortestBytes = 14;
    private const int PcmBytes = 16;
    private const int ExtensionBytes = 22;

    // KSDATAFORMAT_SUBTYPE_* and the ambisonic subtypes share everything but the leading tag.
    private static ReadOnlySpan<byte> MediaSubtype => [0x00, 0x00, 0x00, 0x00, 0x10, 0x00, 0x80, 0x00, 0x00, 0xAA, 0x00, 0x38, 0x9B, 0x71];

    private static ReadOnlySpan<byte> AmbisonicSubtype => [0x00, 0x00, 0x21, 0x07, 0xD3, 0x11, 0x86, 0x44, 0xC8, 0xC1, 0xCA, 0x00, 0x00, 0x00];

    /// <exception cref="AudioFormatException">The chunk is too short, or has no channels or no rate.</exception>
    public static WavFormatChunk Parse(ReadOnlySpan<byte> chunk, bool bigEndian, string source, long offset)
    {
        if (chunk.Length < ShortestBytes)
            throw AudioFormatException.At(source, offset, $"expected a 'fmt ' chunk of at least {ShortestBytes} bytes, got {chunk.Length}.");
        int tag = UInt16(chunk, 0, bigEndian);
        int channels = UInt16(chunk, 2, bigEndian);
        uint rate = bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(chunk[4..]) : BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
        int bytesPerFrame = UInt16(chunk, 12, bigEndian);
        // The oldest form, WAVEFORMAT, has no field for the bits: it is of 8-bit days.
        int bits = chunk.Length < PcmBytes ? 8 : UInt16(chunk, 14, bigEndian);
        int validBits = bits;
        if (tag == TagExtensible && chunk.Length >= PcmBytes + 2 + ExtensionBytes && UInt16(chunk, 16, bigEndian) >= ExtensionBytes)
        {
            ReadOnlySpan<byte> subtype = chunk.Slice(24, 16);
            if (subtype[2..].SequenceEqual(MediaSubtype) || subtype[2..].SequenceEqual(AmbisonicSubtype))
                tag = UInt16(subtype, 0, bigEndian);
            int valid = UInt16(chunk, 18, bigEndian);
            if (bits == 0)
                bits = validBits = valid;
            else if (valid > 0 && valid < bits)
                validBits = valid;
        }
        if (channels == 0)
            throw AudioFormatException.At(source, offset, "expected at least one channel, got 0.");
        if (rate is 0 or > int.MaxValue)
            throw AudioFormatException.At(source, offset, $"expected a sample rate of 1 to {int.MaxValue}, got {rate}.");
        return new WavFormatChunk(tag, channels, (int)rate, bytesPerFrame, bits, validBits);
    }

    /// <summary>The coding of the samples; <see langword="null"/> for one that is not uncompressed, or has a width that does not exist.</summary>
    public PcmEncoding? Encoding(bool bigEndian) => Tag switch
    {
        TagPcm when BytesPerSample == 1 => PcmEncoding.U8,
        TagPcm => PcmEncodings.Signed(BytesPerSample, bigEndian),
        TagFloat => PcmEncodings.Float(ContainerBits, bigEndian),
        TagALaw => PcmEncoding.ALaw,
        TagMuLaw => PcmEncoding.MuLaw,
        _ => null,
    };

    /// <summary>A sample takes whole bytes; 17 to 24 bits may also lie in four, which only the size of a frame tells.</summary>
    public int BytesPerSample
    {
        get
        {
            int bytes = (ContainerBits + 7) / 8;
            return bytes == 3 && BytesPerFrame == 4 * Channels ? 4 : bytes;
        }
    }

    private static int UInt16(ReadOnlySpan<byte> bytes, int at, bool bigEndian) =>
        bigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]) : BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);
}
