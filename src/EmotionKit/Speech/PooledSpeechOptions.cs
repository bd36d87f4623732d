using EmotionKit.Audio;
using EmotionKit.Linear;
using EmotionKit.Signal;
using EmotionKit.Trainers;

namespace EmotionKit.Speech;

/// <summary>
/// Options of the pipelines of <see cref="SpeechPipelines"/>. The defaults were chosen by cross-validation over speakers of RAVDESS (actors 1
/// to 20) and EMO-DB (8 speakers).
/// </summary>
public sealed record PooledSpeechOptions
{
    private static readonly DescriptorKind[] DefaultDescriptors =
    [
        DescriptorKind.Zcr, DescriptorKind.Centroid, DescriptorKind.Bandwidth, DescriptorKind.Rolloff, DescriptorKind.Flatness,
        DescriptorKind.Contrast, DescriptorKind.F0,
    ];

    /// <summary>How recordings are loaded. Default: whole, mixed down, at 16 kHz; one that cannot be loaded throws.</summary>
    public LoadAudioOptions Load { get; init; } = new();

    /// <summary>What counts as silence at both ends; null keeps it. Default: 25 dB below the loudest of frames of 1024 samples, every 256.</summary>
    public TrimOptions? Trim { get; init; } = new() { TopDb = 25, FrameLength = 1024, HopLength = 256 };

    /// <summary>The cepstral coefficients. Default: 20 of frames of 1024 samples, every 160, of dB below the clip's loudest, so that the level of a recording is left out.</summary>
    public MfccOptions Mfcc { get; init; } = new() { NMfcc = 20, NFft = 1024, HopLength = 160, RefMax = true };

    /// <summary>How many derivatives of the cepstral coefficients are appended, 0 to 8. Default 2.</summary>
    public int MfccDeltas { get; init; } = 2;

    /// <summary>The energy in mel bands; null for none. Default: 26 bands in dB below the clip's loudest, of frames of 1024 samples, every 160.</summary>
    public MelOptions? Mel { get; init; } = new() { NMels = 26, NFft = 1024, HopLength = 160, Log = true, RefMax = true };

    /// <summary>How many derivatives of the mel bands are appended, 0 to 8. Default 2.</summary>
    public int MelDeltas { get; init; } = 2;

    /// <summary>The descriptors; null for none. Default: those that do not change with the gain, without chroma, of frames of 1024 samples, every 160.</summary>
    public DescriptorOptions? Descriptors { get; init; } = new() { Which = DefaultDescriptors, NFft = 1024, HopLength = 160 };

    /// <summary>How many derivatives of the descriptors are appended, 0 to 8. Default 1.</summary>
    public int DescriptorDeltas { get; init; } = 1;

    /// <summary>The statistics over time of each coefficient. Default: mean, standard deviation, minimum, maximum, five quantiles, slope.</summary>
    public PoolOptions Pool { get; init; } = new() { Min = true, Max = true, Quantiles = [0.1, 0.25, 0.5, 0.75, 0.9], Slope = true };

    /// <summary>Parts of equal length whose means and deviations are taken too, of the coefficients without their derivatives, 0 to 64
    /// (<see cref="PoolOptions.Segments"/>). Default 3.</summary>
    public int Segments { get; init; } = 3;

    /// <summary>
    /// The classifier. Default: L2 = 200, classes balanced. Its label and feature columns are Label and Features whatever it says.
    /// </summary>
    public LogisticRegressionOptions Classifier { get; init; } = new() { L2 = 200, ClassWeights = ClassWeighting.Balanced, Tolerance = 1e-5 };

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A value is outside its range; the message names it.</exception>
    public void Validate()
    {
        ArgumentNullException.ThrowIfNull(Load);
        ArgumentNullException.ThrowIfNull(Mfcc);
        ArgumentNullException.ThrowIfNull(Pool);
        ArgumentNullException.ThrowIfNull(Classifier);
        Load.Validate();
        Trim?.Validate();
        Mfcc.Validate();
        Check.InRange(MfccDeltas, 0, 8);
        Mel?.Validate();
        Check.InRange(MelDeltas, 0, 8);
        Descriptors?.Validate();
        Check.InRange(DescriptorDeltas, 0, 8);
        Pool.Validate();
        Check.InRange(Segments, 0, 64);
        Classifier.Validate();
    }
}
