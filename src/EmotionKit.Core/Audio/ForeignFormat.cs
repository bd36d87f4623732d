namespace EmotionKit.Audio;

/// <summary>Names what is not decoded here, by its first bytes, for messages; and keeps it from being searched for stray FLAC frames, which some of it holds.</summary>
internal static class ForeignFormat
{
    /// <returns><see langword="null"/> for what is not known.</returns>
    public static string? Name(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("OggS"u8))
            return "Ogg (Vorbis, Opus or FLAC)";
        if (head.StartsWith("caff"u8))
            return "CAF";
        if (head.StartsWith(".snd"u8))
            return "AU";
        if (head.StartsWith("riff"u8))
            return "Wave64";
        if (head.Length >= 8 && head[4..8].SequenceEqual("ftyp"u8))
            return "MP4 (M4A), which libsndfile does not decode either: convert it to WAV or FLAC";
        if (head.StartsWith<byte>([0x1A, 0x45, 0xDF, 0xA3]))
            return "Matroska or WebM, which libsndfile does not decode either: convert it to WAV or FLAC";
        if (head.StartsWith<byte>([0x30, 0x26, 0xB2, 0x75]))
            return "Windows Media, which libsndfile does not decode either: convert it to WAV or FLAC";
        return IsMpegAudio(head) ? "MPEG audio (MP3)" : null;
    }

    /// <summary>A frame header of ISO/IEC 11172-3 or 13818-3 without reserved values.</summary>
    private static bool IsMpegAudio(ReadOnlySpan<byte> head) =>
        head.Length >= 4 && head[0] == 0xFF && (head[1] & 0xE0) == 0xE0
        && (head[1] & 0x18) != 0x08 && (head[1] & 0x06) != 0 && (head[2] & 0xF0) != 0xF0 && (head[2] & 0x0C) != 0x0C;
}
