using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Sequences;

/// <summary>Sees a sequence as an image of one channel; see <c>ml.Transforms.AddChannel</c>.</summary>
public sealed class AddChannelEstimator : ColumnEstimator<AddChannelTransformer>
{
    internal AddChannelEstimator(AddChannelTransformer transformer)
        : base(transformer)
    {
    }

    private protected override (DataViewType Type, DataViewSchema.Annotations? Annotations) Promise(SchemaShape.Column input) =>
        (Vectors.SomeSize, ColumnAnnotations.PromiseFrames(input));
}
