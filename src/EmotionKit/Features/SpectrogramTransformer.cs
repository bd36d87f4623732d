using EmotionKit.Bundles;
using EmotionKit.Signal;

namespace EmotionKit.Features;

/// <summary>Computes spectrograms; see <c>ml.Transforms.ExtractSpectrogram</c>.</summary>
public sealed class SpectrogramTransformer : FrameFeatureTransformer
{
    internal const string Name = "ExtractSpectrogram";

    private readonly SpectrogramOptions _options;

    internal SpectrogramTransformer(string outputColumnName, string? inputColumnName, SpectrogramOptions options, int? sampleRate)
        : base(outputColumnName, inputColumnName, sampleRate)
    {
        _options = options;
        _options.Validate();
    }

    internal SpectrogramTransformer(ComponentReader reader)
        : base(reader)
    {
        _options = reader.Options<SpectrogramOptions>();
        _options.Validate();
    }

    internal override string ComponentName => Name;

    internal override IFrameFeature Create(int sampleRate) => new SpectrogramExtractor(_options, sampleRate);

    internal override void Save(ComponentWriter writer)
    {
        base.Save(writer);
        writer.Options(_options);
    }
}
