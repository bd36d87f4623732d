using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Features;

/// <summary>Appends derivatives over time to every frame; see <c>ml.Transforms.AppendDeltas</c>.</summary>
public sealed class AppendDeltasEstimator : ColumnEstimator<AppendDeltasTransformer>
{
    internal AppendDeltasEstimator(AppendDeltasTransformer transformer)
        : base(transformer)
    {
    }

    private protected override (DataViewType Type, DataViewSchema.Annotations? Annotations) Promise(SchemaShape.Column input)
    {
        FrameLayout.Require(input, ComponentName);
        bool known = input.Kind == SchemaShape.Column.VectorKind.Vector;
        return (known ? Vectors.SomeSize : Vectors.Variable, ColumnAnnotations.OfFrames(1, [""]));
    }
}
