using EmotionKit.Bundles;
using EmotionKit.Signal;

namespace EmotionKit.Features;

/// <summary>Computes descriptors of loudness, brightness, noisiness, harmony and pitch; see <c>ml.Transforms.ExtractDescriptors</c>.</summary>
public sealed class DescriptorTransformer : FrameFeatureTransformer
{
    internal const string Name = "ExtractDescriptors";

    private readonly DescriptorOptions _options;

    internal DescriptorTransformer(string outputColumnName, string? inputColumnName, DescriptorOptions options, int? sampleRate)
        : base(outputColumnName, inputColumnName, sampleRate)
    {
        _options = options;
        _options.Validate();
    }

    internal DescriptorTransformer(ComponentReader reader)
        : base(reader)
    {
        _options = reader.Options<DescriptorOptions>();
        _options.Validate();
    }

    internal override string ComponentName => Name;

    internal override IFrameFeature Create(int sampleRate) => new DescriptorExtractor(_options, sampleRate);

    internal override void Save(ComponentWriter writer)
    {
        base.Save(writer);
        writer.Options(_options);
    }
}
