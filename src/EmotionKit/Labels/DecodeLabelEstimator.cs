using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Labels;

/// <summary>Turns keys back into labels; see <c>ml.Transforms.DecodeLabel</c>.</summary>
public sealed class DecodeLabelEstimator : ColumnEstimator<DecodeLabelTransformer>
{
    internal DecodeLabelEstimator(DecodeLabelTransformer transformer)
        : base(transformer)
    {
    }

    private protected override (DataViewType Type, DataViewSchema.Annotations? Annotations) Promise(SchemaShape.Column input) =>
        ColumnAnnotations.Has(input, ColumnAnnotations.KeyValues)
            ? (TextDataViewType.Instance, null)
            : throw ColumnLookup.WrongType(ComponentName, input.Name, DecodeLabelTransformer.Expected, $"{TypeText.Of(input)} without");
}
