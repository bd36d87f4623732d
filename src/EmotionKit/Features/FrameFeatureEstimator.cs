using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Features;

/// <summary>The estimator of a component that measures every frame of a clip. Not meant to be derived from outside EmotionKit.</summary>
/// <typeparam name="TTransformer">What fitting gives.</typeparam>
public abstract class FrameFeatureEstimator<TTransformer> : ColumnEstimator<TTransformer>
    where TTransformer : FrameFeatureTransformer
{
    private protected FrameFeatureEstimator(TTransformer transformer)
        : base(transformer)
    {
    }

    private protected sealed override (DataViewType Type, DataViewSchema.Annotations? Annotations) Promise(SchemaShape.Column input)
    {
        SampleRate.Require(input, Transformer.SampleRateHz, ComponentName);
        bool known = input.Kind == SchemaShape.Column.VectorKind.Vector;
        return (known ? Vectors.SomeSize : Vectors.Variable, ColumnAnnotations.OfFrames(1, [""]));
    }
}
