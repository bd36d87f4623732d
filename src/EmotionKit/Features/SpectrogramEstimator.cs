namespace EmotionKit.Features;

/// <summary>Computes spectrograms; see <c>ml.Transforms.ExtractSpectrogram</c>.</summary>
public sealed class SpectrogramEstimator : FrameFeatureEstimator<SpectrogramTransformer>
{
    internal SpectrogramEstimator(SpectrogramTransformer transformer)
        : base(transformer)
    {
    }
}
