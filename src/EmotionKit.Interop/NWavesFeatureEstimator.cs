using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Interop;

/// <summary>Measures every frame of a clip with an NWaves extractor; see <c>ml.Transforms.ExtractWithNWaves</c>.</summary>
public sealed class NWavesFeatureEstimator : ColumnEstimator<NWavesFeatureTransformer>
{
    internal NWavesFeatureEstimator(NWavesFeatureTransformer transformer)
        : base(transformer)
    {
    }

    private protected override (DataViewType Type, DataViewSchema.Annotations? Annotations) Promise(SchemaShape.Column input)
    {
        bool known = input.Kind == SchemaShape.Column.VectorKind.Vector;
        string[]? names = Transformer.HasFeatureNames ? [""] : null;
        return (known ? Vectors.SomeSize : Vectors.Variable, ColumnAnnotations.OfFrames(1, names));
    }
}
