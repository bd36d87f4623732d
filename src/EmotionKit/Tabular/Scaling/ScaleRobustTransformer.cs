using EmotionKit.Bundles;

namespace EmotionKit.Tabular;

/// <summary>Scales numbers by median and range; see <c>ml.Transforms.ScaleRobust</c>.</summary>
public sealed class ScaleRobustTransformer : ScalingTransformer
{
    internal const string Name = "ScaleRobust";

    private readonly ScaleRobustOptions _options;

    internal ScaleRobustTransformer(string outputColumnName, string? inputColumnName, ScaleRobustOptions options, LinearScaling scaling)
        : base(outputColumnName, inputColumnName, scaling) => _options = options;

    internal ScaleRobustTransformer(ComponentReader reader)
        : base(reader)
    {
        _options = reader.Options<ScaleRobustOptions>();
        _options.Validate();
    }

    internal override string ComponentName => Name;

    internal override void Save(ComponentWriter writer)
    {
        base.Save(writer);
        writer.Options(_options);
    }
}
