using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Audio;

/// <summary>Cuts silence off both ends of clips; see <c>ml.Transforms.TrimSilence</c>.</summary>
public sealed class TrimSilenceEstimator : ColumnEstimator<TrimSilenceTransformer>
{
    internal TrimSilenceEstimator(TrimSilenceTransformer transformer)
        : base(transformer)
    {
    }

    private protected override (DataViewType Type, DataViewSchema.Annotations? Annotations) Promise(SchemaShape.Column input) =>
        (Vectors.Variable, ColumnAnnotations.PromiseAudio(input));
}
