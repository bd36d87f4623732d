namespace EmotionKit.Cli.Features;

/// <summary>What the verb <c>features</c> can compute.</summary>
internal enum FeatureKind
{
    Waveform,
    Spectrogram,
    Mel,
    Mfcc,
    Delta,
    Descriptors,
}
