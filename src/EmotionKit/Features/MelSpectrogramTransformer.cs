using EmotionKit.Bundles;
using EmotionKit.Signal;

namespace EmotionKit.Features;

/// <summary>Computes mel spectrograms; see <c>ml.Transforms.ExtractMelSpectrogram</c>.</summary>
public sealed class MelSpectrogramTransformer : FrameFeatureTransformer
{
    internal const string Name = "ExtractMelSpectrogram";

    internal MelSpectrogramTransformer(string outputColumnName, string? inputColumnName, MelOptions options, int? sampleRate)
        : base(outputColumnName, inputColumnName, sampleRate)
    {
        Options = options;
        Options.Validate();
    }

    internal MelSpectrogramTransformer(ComponentReader reader)
        : base(reader)
    {
        Options = reader.Options<MelOptions>();
        Options.Validate();
    }

    /// <summary>How the bands are computed.</summary>
    public MelOptions Options { get; }

    internal override string ComponentName => Name;

    internal override IFrameFeature Create(int sampleRate) => new MelSpectrogramExtractor(Options, sampleRate);

    internal override void Save(ComponentWriter writer)
    {
        base.Save(writer);
        writer.Options(Options);
    }
}
