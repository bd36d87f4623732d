namespace EmotionKit.Audio;

/// <summary>Which part of a recording <see cref="AudioLoader"/> gives, and at which rate.</summary>
public sealed record AudioLoadOptions
{
    /// <summary>Samples per second of the result, 1 or more; <see langword="null"/>: as recorded. Default null.</summary>
    public int? SampleRate { get; init; }

    /// <summary>Seconds to leave out at the beginning, 0 or more; whole frames of the recording, rounded down. Default 0.</summary>
    public double OffsetSeconds { get; init; }

    /// <summary>Seconds to give, above 0; <see langword="null"/>: all. The result has <c>(int)(Seconds * rate)</c> samples where the recording is long
    /// enough or <see cref="Pad"/> is set. Default null.</summary>
    public double? Seconds { get; init; }

    /// <summary>Whether a recording that is shorter than <see cref="Seconds"/> is followed by zeros up to it. Default true.</summary>
    public bool Pad { get; init; } = true;

    /// <summary>Samples of a clip, before and after resampling, above which loading fails rather than fill the memory; 1 or more.
    /// Default 2^28: 1 GiB, or 4.6 hours at 16 kHz.</summary>
    public int MaxSamples { get; init; } = 1 << 28;

    /// <summary>How to decode. Default: checksums verified, libsndfile used for what is not WAV, AIFF or FLAC.</summary>
    public AudioDecoderOptions Decoder { get; init; } = AudioDecoderOptions.Default;

    internal static AudioLoadOptions Default { get; } = new();

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public void Validate()
    {
        if (SampleRate is int rate)
            Check.AtLeast(rate, 1, nameof(SampleRate));
        Check.Finite(OffsetSeconds);
        Check.AtLeast(OffsetSeconds, 0);
        if (Seconds is double seconds)
            Check.Positive(seconds, nameof(Seconds));
        Check.AtLeast(MaxSamples, 1);
        ArgumentNullException.ThrowIfNull(Decoder);
    }
}
