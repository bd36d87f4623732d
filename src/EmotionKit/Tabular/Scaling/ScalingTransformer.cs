using EmotionKit.Bundles;
using EmotionKit.Rows;

namespace EmotionKit.Tabular;

/// <summary>Subtracts a centre from each number and divides by a scale. Not meant to be derived from outside EmotionKit.</summary>
/// <remarks><inheritdoc cref="MappedTransformer" path="/remarks"/></remarks>
public abstract class ScalingTransformer : NumbersTransformer
{
    private const string CenterEntry = "center.npy";
    private const string ScaleEntry = "scale.npy";

    private protected ScalingTransformer(string outputColumnName, string? inputColumnName, LinearScaling scaling)
        : base(outputColumnName, inputColumnName) => Scaling = scaling;

    private protected ScalingTransformer(ComponentReader reader)
        : base(reader)
    {
        double[] center = reader.Array(CenterEntry, -1).ToDoubles();
        double[] scale = reader.Array(ScaleEntry, center.Length).ToDoubles();
        try
        {
            Scaling = new LinearScaling(center, scale);
        }
        catch (ArgumentException e)
        {
            throw reader.Damaged(e.Message, e);
        }
    }

    /// <summary>What is subtracted from each number.</summary>
    public ReadOnlySpan<double> Center => Scaling.Center;

    /// <summary>What each difference is divided by; never 0.</summary>
    public ReadOnlySpan<double> Scale => Scaling.Scale;

    internal LinearScaling Scaling { get; }

    private protected sealed override int Width => Scaling.Columns;

    internal override void Save(ComponentWriter writer)
    {
        base.Save(writer);
        writer.Array(CenterEntry, Scaling.Center, Scaling.Columns);
        writer.Array(ScaleEntry, Scaling.Scale, Scaling.Columns);
    }

    private protected override void Apply(ReadOnlySpan<float> row, Span<float> destination) => Scaling.Apply(row, destination);
}
