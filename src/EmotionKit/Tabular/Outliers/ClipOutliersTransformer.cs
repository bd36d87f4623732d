using EmotionKit.Bundles;

namespace EmotionKit.Tabular;

/// <summary>Brings outliers to the bounds that were learned; see <c>ml.Transforms.ClipOutliers</c>.</summary>
public sealed class ClipOutliersTransformer : NumbersTransformer
{
    internal const string Name = "ClipOutliers";

    private const string LowerEntry = "lower.npy";
    private const string UpperEntry = "upper.npy";

    private readonly ClipOutliersOptions _options;
    private readonly float[] _lower;
    private readonly float[] _upper;

    internal ClipOutliersTransformer(string outputColumnName, string? inputColumnName, ClipOutliersOptions options, float[] lower, float[] upper)
        : base(outputColumnName, inputColumnName)
    {
        _options = options;
        _lower = lower;
        _upper = upper;
    }

    internal ClipOutliersTransformer(ComponentReader reader)
        : base(reader)
    {
        _options = reader.Options<ClipOutliersOptions>();
        _options.Validate();
        _lower = reader.Array(LowerEntry, -1).ToSingles();
        _upper = reader.Array(UpperEntry, _lower.Length).ToSingles();
        for (int i = 0; i < _lower.Length; i++)
        {
            if (!(_lower[i] <= _upper[i]))
                throw reader.Damaged($"has bounds {_lower[i]} and {_upper[i]} of slot {i}");
        }
    }

    /// <summary>The smallest value that stays, of each number.</summary>
    public ReadOnlySpan<float> Lower => _lower;

    /// <summary>The largest value that stays, of each number.</summary>
    public ReadOnlySpan<float> Upper => _upper;

    internal override string ComponentName => Name;

    private protected override int Width => _lower.Length;

    internal override void Save(ComponentWriter writer)
    {
        base.Save(writer);
        writer.Options(_options);
        writer.Array(LowerEntry, _lower, _lower.Length);
        writer.Array(UpperEntry, _upper, _upper.Length);
    }

    private protected override void Apply(ReadOnlySpan<float> row, Span<float> destination)
    {
        // Clamp lets NaN, which is missing, through.
        for (int i = 0; i < row.Length; i++)
            destination[i] = Math.Clamp(row[i], _lower[i], _upper[i]);
    }
}
