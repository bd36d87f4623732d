namespace EmotionKit.Features;

/// <summary>Computes mel-frequency cepstral coefficients; see <c>ml.Transforms.ExtractMfcc</c>.</summary>
public sealed class MfccEstimator : FrameFeatureEstimator<MfccTransformer>
{
    internal MfccEstimator(MfccTransformer transformer)
        : base(transformer)
    {
    }
}
