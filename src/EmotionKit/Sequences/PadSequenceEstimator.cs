using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Sequences;

/// <summary>Brings sequences to one length; see <c>ml.Transforms.PadSequence</c>.</summary>
public sealed class PadSequenceEstimator : ColumnEstimator<PadSequenceTransformer>
{
    internal PadSequenceEstimator(PadSequenceTransformer transformer)
        : base(transformer)
    {
    }

    private protected override (DataViewType Type, DataViewSchema.Annotations? Annotations) Promise(SchemaShape.Column input)
    {
        FrameLayout.Require(input, ComponentName);
        string[]? names = ColumnAnnotations.Has(input, ColumnAnnotations.FrameNames) ? [""] : null;
        return (Vectors.SomeSize, ColumnAnnotations.OfFrames(1, names, new FramePadding(0, SequenceSide.End)));
    }
}
