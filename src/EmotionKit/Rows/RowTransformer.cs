using Microsoft.ML;

namespace EmotionKit.Rows;

/// <summary>A transformer that computes rows one by one: several at a time, in source order, fused with its neighbours into one
/// pass. Not meant to be derived from outside EmotionKit.</summary>
/// <remarks><inheritdoc cref="MappedTransformer" path="/remarks"/></remarks>
public abstract class RowTransformer : MappedTransformer
{
    private protected RowTransformer()
    {
    }

    /// <inheritdoc/>
    public override IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return RowMappedView.Create(input, (RowStage)StageOf(input.Schema));
    }

    private protected abstract override RowStage Bind(DataViewSchema schema);
}
