using EmotionKit.Bundles;
using EmotionKit.Signal;

namespace EmotionKit.Features;

/// <summary>Computes mel spectrograms; see <c>ml.Transforms.ExtractMelSpectrogram</c>.</summary>
public sealed class MelSpectrogramTransformer : FrameFeatureTransformer
{
    internal const string Name = "ExtractMelSpectrogram";

    private readonly MelOptions _options;

    internal MelSpectrogramTransformer(string outputColumnName, string? inputColumnName, MelOptions options, int? sampleRate)
        : base(outputColumnName, inputColumnName, sampleRate)
    {
        _options = options;
        _options.Validate();
    }

    internal MelSpectrogramTransformer(ComponentReader reader)
        : base(reader)
    {
        _options = reader.Options<MelOptions>();
        _options.Validate();
    }

    internal override string ComponentName => Name;

    internal override IFrameFeature Create(int sampleRate) => new MelSpectrogramExtractor(_options, sampleRate);

    internal override void Save(ComponentWriter writer)
    {
        base.Save(writer);
        writer.Options(_options);
    }
}
