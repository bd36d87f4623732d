namespace EmotionKit.Features;

/// <summary>Computes mel spectrograms; see <c>ml.Transforms.ExtractMelSpectrogram</c>.</summary>
public sealed class MelSpectrogramEstimator : FrameFeatureEstimator<MelSpectrogramTransformer>
{
    internal MelSpectrogramEstimator(MelSpectrogramTransformer transformer)
        : base(transformer)
    {
    }
}
