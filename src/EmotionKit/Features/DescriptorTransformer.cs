using EmotionKit.Bundles;
using EmotionKit.Signal;

namespace EmotionKit.Features;

/// <summary>Computes descriptors of loudness, brightness, noisiness, harmony and pitch; see <c>ml.Transforms.ExtractDescriptors</c>.</summary>
public sealed class DescriptorTransformer : FrameFeatureTransformer
{
    internal const string Name = "ExtractDescriptors";

    internal DescriptorTransformer(string outputColumnName, string? inputColumnName, DescriptorOptions options, int? sampleRate)
        : base(outputColumnName, inputColumnName, sampleRate)
    {
        Options = options;
        Options.Validate();
    }

    internal DescriptorTransformer(ComponentReader reader)
        : base(reader)
    {
        Options = reader.Options<DescriptorOptions>();
        Options.Validate();
    }

    /// <summary>Which descriptors, and how they are computed.</summary>
    public DescriptorOptions Options { get; }

    internal override string ComponentName => Name;

    internal override IFrameFeature Create(int sampleRate) => new DescriptorExtractor(Options, sampleRate);

    internal override void Save(ComponentWriter writer)
    {
        base.Save(writer);
        writer.Options(Options);
    }
}
