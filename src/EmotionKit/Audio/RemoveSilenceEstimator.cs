using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Audio;

/// <summary>Cuts silence out of clips, at the ends and within; see <c>ml.Transforms.RemoveSilence</c>.</summary>
public sealed class RemoveSilenceEstimator : ColumnEstimator<RemoveSilenceTransformer>
{
    internal RemoveSilenceEstimator(RemoveSilenceTransformer transformer)
        : base(transformer)
    {
    }

    private protected override (DataViewType Type, DataViewSchema.Annotations? Annotations) Promise(SchemaShape.Column input) =>
        (Vectors.Variable, ColumnAnnotations.PromiseAudio(input));
}
