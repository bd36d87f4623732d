using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Features;

/// <summary>Takes statistics of every coefficient over time; see <c>ml.Transforms.PoolFrames</c>.</summary>
public sealed class PoolFramesEstimator : ColumnEstimator<PoolFramesTransformer>
{
    internal PoolFramesEstimator(PoolFramesTransformer transformer)
        : base(transformer)
    {
    }

    private protected override (DataViewType Type, DataViewSchema.Annotations? Annotations) Promise(SchemaShape.Column input)
    {
        FrameLayout.Require(input, ComponentName);
        return (Vectors.SomeSize, ColumnAnnotations.OfSlots([""]));
    }
}
