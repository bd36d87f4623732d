namespace EmotionKit.Audio.LibSndFile;

/// <summary>The format codes of sndfile.h, by FFmpeg's names where it has one.</summary>
internal static class SndFileFormat
{
    private const int TypeMask = 0x0FFF0000;
    private const int SubtypeMask = 0x0000FFFF;

    public static string Container(int format) => (format & TypeMask) switch
    {
        0x010000 or 0x130000 or 0x220000 => "wav",
        0x020000 => "aiff",
        0x030000 => "au",
        0x040000 => "raw",
        0x050000 => "paf",
        0x060000 => "svx",
        0x070000 => "nist",
        0x080000 => "voc",
        0x0A0000 => "ircam",
        0x0B0000 => "w64",
        0x0C0000 => "mat4",
        0x0D0000 => "mat5",
        0x0E0000 => "pvf",
        0x0F0000 => "xi",
        0x100000 => "htk",
        0x110000 => "sds",
        0x120000 => "avr",
        0x160000 => "sd2",
        0x170000 => "flac",
        0x180000 => "caf",
        0x190000 => "wve",
        0x200000 => "ogg",
        0x210000 => "mpc2k",
        0x230000 => "mp3",
        _ => $"libsndfile 0x{format & TypeMask:X6}",
    };

    public static string Codec(int format) => (format & SubtypeMask) switch
    {
        0x01 => "pcm_s8",
        0x02 => "pcm_s16",
        0x03 => "pcm_s24",
        0x04 => "pcm_s32",
        0x05 => "pcm_u8",
        0x06 => "pcm_f32",
        0x07 => "pcm_f64",
        0x10 => "pcm_mulaw",
        0x11 => "pcm_alaw",
        0x12 => "adpcm_ima",
        0x13 => "adpcm_ms",
        0x20 => "gsm",
        0x60 => "vorbis",
        0x64 => "opus",
        0x70 or 0x71 or 0x72 or 0x73 => "alac",
        0x80 => "mp1",
        0x81 => "mp2",
        0x82 => "mp3",
        _ => $"libsndfile 0x{format & SubtypeMask:X4}",
    };

    /// <summary>Bits of a stored sample; 0 where there is no fixed number.</summary>
    public static int Bits(int format) => (format & SubtypeMask) switch
    {
        0x01 or 0x05 or 0x10 or 0x11 => 8,
        0x02 or 0x70 => 16,
        0x71 => 20,
        0x03 or 0x72 => 24,
        0x04 or 0x06 or 0x73 => 32,
        0x07 => 64,
        _ => 0,
    };

    /// <summary>Whether the codec makes floats, so that integers are ours to round.</summary>
    public static bool IsFloat(int format) => (format & SubtypeMask) is 0x06 or 0x07 or 0x60 or 0x64 or 0x80 or 0x81 or 0x82;
}
