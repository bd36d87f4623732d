using Microsoft.ML;

namespace EmotionKit.Rows;

/// <summary>A transformer that computes rows in batches, in source order. Not meant to be derived from outside EmotionKit.</summary>
/// <remarks><inheritdoc cref="MappedTransformer" path="/remarks"/></remarks>
public abstract class BatchTransformer : MappedTransformer
{
    private protected BatchTransformer()
    {
    }

    /// <inheritdoc/>
    public override IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new BatchMappedView(input, (BatchStage)StageOf(input.Schema));
    }

    private protected abstract override BatchStage Bind(DataViewSchema schema);
}
