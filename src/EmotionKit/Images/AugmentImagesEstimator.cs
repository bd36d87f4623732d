using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Images;

/// <summary>Makes variants of images for training; see <c>ml.Transforms.AugmentImages</c>.</summary>
public sealed class AugmentImagesEstimator : ColumnEstimator<AugmentImagesTransformer>
{
    internal AugmentImagesEstimator(AugmentImagesTransformer transformer)
        : base(transformer)
    {
    }

    /// <summary>Checks the columns of <paramref name="input"/>; reads no row. The transformer augments the rows of this very view, and
    /// where <see cref="AugmentImagesOptions.TrainingOnly"/> is false those of any other.</summary>
    /// <exception cref="ArgumentException">The input column is missing or of a wrong type.</exception>
    public override AugmentImagesTransformer Fit(IDataView input)
    {
        base.Fit(input);
        return Transformer.FittedOn(input);
    }

    private protected override (DataViewType Type, DataViewSchema.Annotations? Annotations) Promise(SchemaShape.Column input) =>
        (Vectors.SomeSize, null);
}
