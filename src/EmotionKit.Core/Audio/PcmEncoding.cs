namespace EmotionKit.Audio;

/// <summary>How one sample lies in the file.</summary>
internal enum PcmEncoding
{
    U8,
    S8,
    S16LittleEndian,
    S16BigEndian,
    S24LittleEndian,
    S24BigEndian,
    S32LittleEndian,
    S32BigEndian,
    S64LittleEndian,
    S64BigEndian,
    F32LittleEndian,
    F32BigEndian,
    F64LittleEndian,
    F64BigEndian,
    ALaw,
    MuLaw,

    /// <summary>24 bits, sign-extended, in the low bytes of a 32-bit little-endian word.</summary>
    S24Low32LittleEndian,

    /// <summary>Float of ±2^23 in 32 bits, "24.0 float" of Cool Edit.</summary>
    F24LittleEndian,
}

internal static class PcmEncodings
{
    public static int BytesPerSample(this PcmEncoding encoding) => encoding switch
    {
        PcmEncoding.U8 or PcmEncoding.S8 or PcmEncoding.ALaw or PcmEncoding.MuLaw => 1,
        PcmEncoding.S16LittleEndian or PcmEncoding.S16BigEndian => 2,
        PcmEncoding.S24LittleEndian or PcmEncoding.S24BigEndian => 3,
        PcmEncoding.S64LittleEndian or PcmEncoding.S64BigEndian or PcmEncoding.F64LittleEndian or PcmEncoding.F64BigEndian => 8,
        _ => 4,
    };

    public static bool IsFloat(this PcmEncoding encoding) => encoding is PcmEncoding.F32LittleEndian or PcmEncoding.F32BigEndian
        or PcmEncoding.F64LittleEndian or PcmEncoding.F64BigEndian or PcmEncoding.F24LittleEndian;

    /// <summary>FFmpeg's name of the coding.</summary>
    public static string CodecName(this PcmEncoding encoding) => encoding switch
    {
        PcmEncoding.U8 => "pcm_u8",
        PcmEncoding.S8 => "pcm_s8",
        PcmEncoding.S16LittleEndian => "pcm_s16le",
        PcmEncoding.S16BigEndian => "pcm_s16be",
        PcmEncoding.S24LittleEndian => "pcm_s24le",
        PcmEncoding.S24BigEndian => "pcm_s24be",
        PcmEncoding.S32LittleEndian or PcmEncoding.S24Low32LittleEndian => "pcm_s32le",
        PcmEncoding.S32BigEndian => "pcm_s32be",
        PcmEncoding.S64LittleEndian => "pcm_s64le",
        PcmEncoding.S64BigEndian => "pcm_s64be",
        PcmEncoding.F32LittleEndian => "pcm_f32le",
        PcmEncoding.F32BigEndian => "pcm_f32be",
        PcmEncoding.F64LittleEndian => "pcm_f64le",
        PcmEncoding.F64BigEndian => "pcm_f64be",
        PcmEncoding.ALaw => "pcm_alaw",
        PcmEncoding.MuLaw => "pcm_mulaw",
        PcmEncoding.F24LittleEndian => "pcm_f24le",
        _ => throw new ArgumentOutOfRangeException(nameof(encoding), encoding, null),
    };

    /// <summary>The integer coding of so many bytes, or <see langword="null"/> where there is none.</summary>
    public static PcmEncoding? Signed(int bytes, bool bigEndian) => (bytes, bigEndian) switch
    {
        (1, _) => PcmEncoding.S8,
        (2, false) => PcmEncoding.S16LittleEndian,
        (2, true) => PcmEncoding.S16BigEndian,
        (3, false) => PcmEncoding.S24LittleEndian,
        (3, true) => PcmEncoding.S24BigEndian,
        (4, false) => PcmEncoding.S32LittleEndian,
        (4, true) => PcmEncoding.S32BigEndian,
        (8, false) => PcmEncoding.S64LittleEndian,
        (8, true) => PcmEncoding.S64BigEndian,
        _ => null,
    };

    public static PcmEncoding? Float(int bits, bool bigEndian) => (bits, bigEndian) switch
    {
        (32, false) => PcmEncoding.F32LittleEndian,
        (32, true) => PcmEncoding.F32BigEndian,
        (64, false) => PcmEncoding.F64LittleEndian,
        (64, true) => PcmEncoding.F64BigEndian,
        _ => null,
    };
}
