using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Images;

/// <summary>Reads image files of digits; see <c>ml.Transforms.LoadDigitImages</c>.</summary>
public sealed class LoadDigitImagesEstimator : ColumnEstimator<LoadDigitImagesTransformer>
{
    internal LoadDigitImagesEstimator(LoadDigitImagesTransformer transformer)
        : base(transformer)
    {
    }

    private protected override (DataViewType Type, DataViewSchema.Annotations? Annotations) Promise(SchemaShape.Column input) =>
        (Vectors.SomeSize, null);
}
