using EmotionKit.Audio;
using EmotionKit.Features;
using EmotionKit.Neural;
using EmotionKit.Signal;

namespace EmotionKit.Speech;

/// <summary>Options of the pipelines of <see cref="SequencePipelines"/>: from recordings to sequences of one length, for networks.</summary>
public sealed record SequenceSpeechOptions
{
    /// <summary>How recordings are loaded. Default: whole, mixed down, at 16 kHz; one that cannot be loaded throws.</summary>
    public LoadAudioOptions Load { get; init; } = new();

    /// <summary>What counts as silence at both ends; null keeps it. Default: 25 dB below the loudest of frames of 1024 samples, every 256.</summary>
    public TrimOptions? Trim { get; init; } = new() { TopDb = 25, FrameLength = 1024, HopLength = 256 };

    /// <summary>The energy in mel bands; null for none. Default: 64 bands in dB below the clip's loudest, of frames of 1024 samples, every 320.</summary>
    public MelOptions? Mel { get; init; } = new() { NMels = 64, NFft = 1024, HopLength = 320, Log = true, RefMax = true };

    /// <summary>The cepstral coefficients; null for none. Default: 20 of the same frames, of dB below the clip's loudest.</summary>
    public MfccOptions? Mfcc { get; init; } = new() { NMfcc = 20, NFft = 1024, HopLength = 320, RefMax = true };

    /// <summary>The descriptors; null for none. Default: those that do not change with the gain, of the same frames. At least one of the three is
    /// set; what is set has one hop length.</summary>
    public DescriptorOptions? Descriptors { get; init; } = new()
    {
        Which =
        [
            DescriptorKind.Zcr, DescriptorKind.Centroid, DescriptorKind.Bandwidth, DescriptorKind.Rolloff, DescriptorKind.Flatness, DescriptorKind.Contrast,
            DescriptorKind.F0,
        ],
        NFft = 1024,
        HopLength = 320,
    };

    /// <summary>The most mel bands by which training clips are moved up or down (<see cref="FeatureAugmentation.BinShift"/>), where the trainer changes
    /// features at all; at least 0. Default 3.</summary>
    public double MelShift { get; init; } = 3;

    /// <summary>How many derivatives are appended, 0 to 8. Default 0.</summary>
    public int Deltas { get; init; }

    /// <summary>Frames of every sequence, at least 1: longer ones are cut at their end, shorter ones filled with zeros that networks mask. Default 400, 8 s.</summary>
    public int Frames { get; init; } = 400;

    /// <summary>The same with another distance of frames, and as many frames as are as long, where the former distance was given in samples.</summary>
    /// <param name="hopLength">Samples from frame to frame, at least 1.</param>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public SequenceSpeechOptions WithHop(int hopLength)
    {
        Check.AtLeast(hopLength, 1);
        Validate();
        int? before = Hops().FirstOrDefault();
        return this with
        {
            Mel = Mel is null ? null : Mel with { HopLength = hopLength, HopSeconds = null },
            Mfcc = Mfcc is null ? null : Mfcc with { HopLength = hopLength, HopSeconds = null },
            Descriptors = Descriptors is null ? null : Descriptors with { HopLength = hopLength, HopSeconds = null },
            Frames = before is { } samples ? (int)Math.Clamp(((long)Frames * samples + hopLength - 1) / hopLength, 1, int.MaxValue) : Frames,
        };
    }

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A value is outside its range; the message names it.</exception>
    public void Validate()
    {
        ArgumentNullException.ThrowIfNull(Load);
        Load.Validate();
        Trim?.Validate();
        if (Mel is null && Mfcc is null && Descriptors is null)
            throw new ArgumentException($"{nameof(Mel)}, {nameof(Mfcc)} and {nameof(Descriptors)}: expected at least one of them, got none.");
        Mel?.Validate();
        Mfcc?.Validate();
        Descriptors?.Validate();
        int?[] hops = [.. Hops()];
        if (hops.Length > 1)
            throw new ArgumentException($"{nameof(Mel)}, {nameof(Mfcc)} and {nameof(Descriptors)}: expected one hop length, got {string.Join(" and ", hops)}.");
        Check.InRange(MelShift, 0, 1e6);
        Check.InRange(Deltas, 0, 8);
        Check.AtLeast(Frames, 1);
    }

    private IEnumerable<int?> Hops() => new FrameOptions?[] { Mel, Mfcc, Descriptors }.OfType<FrameOptions>().Select(frames => frames.HopLength).Distinct();
}
