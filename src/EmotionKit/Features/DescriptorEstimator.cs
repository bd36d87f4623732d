namespace EmotionKit.Features;

/// <summary>Computes descriptors of loudness, brightness, noisiness, harmony and pitch; see <c>ml.Transforms.ExtractDescriptors</c>.</summary>
public sealed class DescriptorEstimator : FrameFeatureEstimator<DescriptorTransformer>
{
    internal DescriptorEstimator(DescriptorTransformer transformer)
        : base(transformer)
    {
    }
}
