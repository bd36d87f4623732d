using EmotionKit.Bundles;
using EmotionKit.Signal;

namespace EmotionKit.Features;

/// <summary>Computes mel-frequency cepstral coefficients; see <c>ml.Transforms.ExtractMfcc</c>.</summary>
public sealed class MfccTransformer : FrameFeatureTransformer
{
    internal const string Name = "ExtractMfcc";

    internal MfccTransformer(string outputColumnName, string? inputColumnName, MfccOptions options, int? sampleRate)
        : base(outputColumnName, inputColumnName, sampleRate)
    {
        Options = options;
        Options.Validate();
    }

    internal MfccTransformer(ComponentReader reader)
        : base(reader)
    {
        Options = reader.Options<MfccOptions>();
        Options.Validate();
    }

    /// <summary>How the coefficients are computed.</summary>
    public MfccOptions Options { get; }

    internal override string ComponentName => Name;

    internal override IFrameFeature Create(int sampleRate) => new MfccExtractor(Options, sampleRate);

    internal override void Save(ComponentWriter writer)
    {
        base.Save(writer);
        writer.Options(Options);
    }
}
