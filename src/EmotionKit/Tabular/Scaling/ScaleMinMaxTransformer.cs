using EmotionKit.Bundles;

namespace EmotionKit.Tabular;

/// <summary>Brings numbers into a range; see <c>ml.Transforms.ScaleMinMax</c>.</summary>
public sealed class ScaleMinMaxTransformer : ScalingTransformer
{
    internal const string Name = "ScaleMinMax";

    private readonly ScaleMinMaxOptions _options;

    internal ScaleMinMaxTransformer(string outputColumnName, string? inputColumnName, ScaleMinMaxOptions options, LinearScaling scaling)
        : base(outputColumnName, inputColumnName, scaling) => _options = options;

    internal ScaleMinMaxTransformer(ComponentReader reader)
        : base(reader)
    {
        _options = reader.Options<ScaleMinMaxOptions>();
        _options.Validate();
    }

    internal override string ComponentName => Name;

    internal override void Save(ComponentWriter writer)
    {
        base.Save(writer);
        writer.Options(_options);
    }

    private protected override void Apply(ReadOnlySpan<float> row, Span<float> destination)
    {
        base.Apply(row, destination);
        if (!_options.Clip)
            return;
        // Clamp lets NaN, which is missing, through.
        for (int i = 0; i < destination.Length; i++)
            destination[i] = Math.Clamp(destination[i], (float)_options.Minimum, (float)_options.Maximum);
    }
}
