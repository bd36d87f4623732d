namespace EmotionKit.Audio;

/// <summary>How <see cref="AudioDecoder"/> decodes.</summary>
public sealed record AudioDecoderOptions
{
    /// <summary>Check FLAC's checksums: CRC-16 of every frame, and, as <see cref="VerifyMd5"/> says, the MD5 of the whole recording.
    /// The CRC-8 of frame headers is always checked. Default true.</summary>
    public bool VerifyChecksums { get; init; } = true;

    /// <summary>With <see cref="VerifyChecksums"/>, compare the MD5 of a FLAC recording when its end is reached. It finds what the CRCs cannot:
    /// an encoder or a decoder that made an error. It takes nearly as long as decoding; libsndfile does not check it. Default true.</summary>
    public bool VerifyMd5 { get; init; } = true;

    /// <summary>Give what is not WAV, AIFF or FLAC to libsndfile where that library is on the machine. Default true.</summary>
    public bool UseLibSndFile { get; init; } = true;

    internal static AudioDecoderOptions Default { get; } = new();
}
