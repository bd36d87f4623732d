using EmotionKit.Bundles;
using EmotionKit.Signal;

namespace EmotionKit.Features;

/// <summary>Computes spectrograms; see <c>ml.Transforms.ExtractSpectrogram</c>.</summary>
public sealed class SpectrogramTransformer : FrameFeatureTransformer
{
    internal const string Name = "ExtractSpectrogram";

    internal SpectrogramTransformer(string outputColumnName, string? inputColumnName, SpectrogramOptions options, int? sampleRate)
        : base(outputColumnName, inputColumnName, sampleRate)
    {
        Options = options;
        Options.Validate();
    }

    internal SpectrogramTransformer(ComponentReader reader)
        : base(reader)
    {
        Options = reader.Options<SpectrogramOptions>();
        Options.Validate();
    }

    /// <summary>How the spectra are computed.</summary>
    public SpectrogramOptions Options { get; }

    internal override string ComponentName => Name;

    internal override IFrameFeature Create(int sampleRate) => new SpectrogramExtractor(Options, sampleRate);

    internal override void Save(ComponentWriter writer)
    {
        base.Save(writer);
        writer.Options(Options);
    }
}
