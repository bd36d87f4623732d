using EmotionKit.Bundles;

namespace EmotionKit.Tabular;

/// <summary>Scales numbers by mean and standard deviation; see <c>ml.Transforms.ScaleStandard</c>.</summary>
public sealed class ScaleStandardTransformer : ScalingTransformer
{
    internal const string Name = "ScaleStandard";

    private readonly ScaleStandardOptions _options;

    internal ScaleStandardTransformer(string outputColumnName, string? inputColumnName, ScaleStandardOptions options, LinearScaling scaling)
        : base(outputColumnName, inputColumnName, scaling) => _options = options;

    internal ScaleStandardTransformer(ComponentReader reader)
        : base(reader)
    {
        _options = reader.Options<ScaleStandardOptions>();
        _options.Validate();
    }

    internal override string ComponentName => Name;

    internal override void Save(ComponentWriter writer)
    {
        base.Save(writer);
        writer.Options(_options);
    }
}
