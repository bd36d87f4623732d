using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Audio;

/// <summary>Makes variants of clips for training; see <c>ml.Transforms.AugmentAudio</c>.</summary>
public sealed class AugmentAudioEstimator : ColumnEstimator<AugmentAudioTransformer>
{
    internal AugmentAudioEstimator(AugmentAudioTransformer transformer)
        : base(transformer)
    {
    }

    /// <summary>Checks the columns of <paramref name="input"/>; reads no row. The transformer augments the rows of this very view, and
    /// where <see cref="AugmentAudioOptions.TrainingOnly"/> is false those of any other.</summary>
    /// <exception cref="ArgumentException">The input column is missing or of a wrong type.</exception>
    public override AugmentAudioTransformer Fit(IDataView input)
    {
        base.Fit(input);
        return Transformer.FittedOn(input);
    }

    private protected override (DataViewType Type, DataViewSchema.Annotations? Annotations) Promise(SchemaShape.Column input)
    {
        SampleRate.Require(input, Transformer.SampleRateHz, ComponentName);
        bool known = input.Kind == SchemaShape.Column.VectorKind.Vector && Transformer.KeepsLength;
        return (known ? Vectors.SomeSize : Vectors.Variable, ColumnAnnotations.OfAudio(1));
    }
}
