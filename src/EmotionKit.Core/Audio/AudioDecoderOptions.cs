namespace EmotionKit.Audio;

/// <summary>How <see cref="AudioDecoder"/> decodes.</summary>
public sealed record AudioDecoderOptions
{
    /// <summary>Check FLAC's checksums: CRC-16 of every frame, and the MD5 of the whole recording when its end is reached.
    /// The CRC-8 of frame headers is always checked. Default true.</summary>
    public bool VerifyChecksums { get; init; } = true;

    /// <summary>Give what is not WAV, AIFF or FLAC to libsndfile where that library is on the machine. Default true.</summary>
    public bool UseLibSndFile { get; init; } = true;

    internal static AudioDecoderOptions Default { get; } = new();
}
