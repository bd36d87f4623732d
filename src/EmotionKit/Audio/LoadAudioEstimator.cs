using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Audio;

/// <summary>Reads recordings into sample vectors; see <c>ml.Transforms.LoadAudio</c>.</summary>
public sealed class LoadAudioEstimator : ColumnEstimator<LoadAudioTransformer>
{
    internal LoadAudioEstimator(LoadAudioTransformer transformer)
        : base(transformer)
    {
    }

    private protected override (DataViewType Type, DataViewSchema.Annotations? Annotations) Promise(SchemaShape.Column input) =>
        Transformer.Output;
}
