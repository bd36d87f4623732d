using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Audio;

/// <summary>Takes stationary noise away; see <c>ml.Transforms.ReduceNoise</c>.</summary>
public sealed class ReduceNoiseEstimator : ColumnEstimator<ReduceNoiseTransformer>
{
    internal ReduceNoiseEstimator(ReduceNoiseTransformer transformer)
        : base(transformer)
    {
    }

    private protected override (DataViewType Type, DataViewSchema.Annotations? Annotations) Promise(SchemaShape.Column input)
    {
        SampleRate.Require(input, Transformer.SampleRateHz, ComponentName);
        bool known = input.Kind == SchemaShape.Column.VectorKind.Vector;
        return (known ? Vectors.SomeSize : Vectors.Variable, ColumnAnnotations.OfAudio(1));
    }
}
