using EmotionKit.Bundles;
using EmotionKit.Signal;

namespace EmotionKit.Features;

/// <summary>Computes mel-frequency cepstral coefficients; see <c>ml.Transforms.ExtractMfcc</c>.</summary>
public sealed class MfccTransformer : FrameFeatureTransformer
{
    internal const string Name = "ExtractMfcc";

    private readonly MfccOptions _options;

    internal MfccTransformer(string outputColumnName, string? inputColumnName, MfccOptions options, int? sampleRate)
        : base(outputColumnName, inputColumnName, sampleRate)
    {
        _options = options;
        _options.Validate();
    }

    internal MfccTransformer(ComponentReader reader)
        : base(reader)
    {
        _options = reader.Options<MfccOptions>();
        _options.Validate();
    }

    internal override string ComponentName => Name;

    internal override IFrameFeature Create(int sampleRate) => new MfccExtractor(_options, sampleRate);

    internal override void Save(ComponentWriter writer)
    {
        base.Save(writer);
        writer.Options(_options);
    }
}
