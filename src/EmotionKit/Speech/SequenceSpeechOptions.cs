using EmotionKit.Audio;
using EmotionKit.Features;
using EmotionKit.Signal;

namespace EmotionKit.Speech;

/// <summary>Options of the pipelines of <see cref="SequencePipelines"/>: from recordings to sequences of one length, for networks.</summary>
public sealed record SequenceSpeechOptions
{
    /// <summary>How recordings are loaded. Default: whole, mixed down, at 16 kHz; one that cannot be loaded throws.</summary>
    public LoadAudioOptions Load { get; init; } = new();

    /// <summary>What counts as silence at both ends; null keeps it. Default: 25 dB below the loudest of frames of 1024 samples, every 256.</summary>
    public TrimOptions? Trim { get; init; } = new() { TopDb = 25, FrameLength = 1024, HopLength = 256 };

    /// <summary>The cepstral coefficients; null for none. Default: 40 of frames of 1024 samples, every 256.</summary>
    public MfccOptions? Mfcc { get; init; } = new() { NMfcc = 40, NFft = 1024, HopLength = 256 };

    /// <summary>The energy in mel bands instead; null, the default, for none. Exactly one of the two is set.</summary>
    public MelOptions? Mel { get; init; }

    /// <summary>How many derivatives are appended, 0 to 8. Default 0.</summary>
    public int Deltas { get; init; }

    /// <summary>Frames of every sequence: longer ones are cut at their end, shorter ones filled with zeros that networks mask. Default 200.</summary>
    public int Frames { get; init; } = 200;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A value is outside its range; the message names it.</exception>
    public void Validate()
    {
        ArgumentNullException.ThrowIfNull(Load);
        Load.Validate();
        Trim?.Validate();
        if ((Mfcc is null) == (Mel is null))
            throw new ArgumentException($"{nameof(Mfcc)} and {nameof(Mel)}: expected one of them, got {(Mfcc is null ? "neither" : "both")}.");
        Mfcc?.Validate();
        Mel?.Validate();
        Check.InRange(Deltas, 0, 8);
        Check.AtLeast(Frames, 1);
    }
}
