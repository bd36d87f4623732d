using System.Text.Json.Serialization;

namespace EmotionKit.Audio;

/// <summary>Options of <c>ml.Transforms.LoadAudio</c>.</summary>
public sealed record LoadAudioOptions
{
    /// <summary>Samples per second of the result, 1 or more; null: as recorded, which may differ from row to row. Default 16000.</summary>
    public int? SampleRate { get; init; } = 16_000;

    /// <summary>Seconds to leave out at the beginning, 0 or more. Default 0.</summary>
    public double OffsetSeconds { get; init; }

    /// <summary>Seconds to give, above 0; null: all. Default null.</summary>
    public double? Seconds { get; init; }

    /// <summary>Whether a recording shorter than <see cref="Seconds"/> is followed by zeros up to it. Default true.</summary>
    public bool Pad { get; init; } = true;

    /// <summary>Samples of a clip above which loading fails rather than fill the memory. Default 2^28: 4.6 hours at 16 kHz.</summary>
    public int MaxSamples { get; init; } = 1 << 28;

    /// <summary>Whether the MD5 of a FLAC recording is compared with that in its header, beyond the CRC of every frame; it takes nearly as
    /// long as decoding. Default true.</summary>
    public bool VerifyMd5 { get; init; } = true;

    /// <summary>What happens to a row whose recording cannot be loaded. Default <see cref="AudioErrorMode.Throw"/>.</summary>
    public AudioErrorMode OnError { get; init; }

    /// <summary>Told of each recording that <see cref="AudioErrorMode.Skip"/> leaves out, every time that the rows are read; null, the
    /// default, writes to <see cref="System.Diagnostics.Trace"/>. Not saved with a model.</summary>
    [JsonIgnore]
    public IProgress<ClipProblem>? Problems { get; init; }

    /// <summary>Samples of every clip, where they all have the same number; else null.</summary>
    internal int? KnownLength => Seconds is { } seconds && SampleRate is { } rate && Pad ? (int)(seconds * rate) : null;

    private static AudioDecoderOptions WithoutMd5 { get; } = AudioDecoderOptions.Default with { VerifyMd5 = false };

    internal AudioLoadOptions ToCore() => new()
    {
        SampleRate = SampleRate,
        OffsetSeconds = OffsetSeconds,
        Seconds = Seconds,
        Pad = Pad,
        MaxSamples = MaxSamples,
        Decoder = VerifyMd5 ? AudioDecoderOptions.Default : WithoutMd5,
    };

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range; the message names it.</exception>
    public void Validate()
    {
        ToCore().Validate();
        Check.Defined(OnError);
        if (Seconds is { } seconds && SampleRate is { } rate && Pad)
            Check.InRange(seconds * rate, 1, MaxSamples, "Seconds * SampleRate");
    }
}
