using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Applies a model to single objects; not for use by several threads at once.</summary>
/// <typeparam name="TSrc">The type of the objects that go in.</typeparam>
/// <typeparam name="TDst">The type of the objects that come out.</typeparam>
public sealed class PredictionEngine<TSrc, TDst> : PredictionEngineBase<TSrc, TDst>
    where TSrc : class
    where TDst : class, new()
{
    internal PredictionEngine(
        ITransformer transformer,
        bool ignoreMissingColumns,
        SchemaDefinition inputSchemaDefinition,
        SchemaDefinition outputSchemaDefinition,
        bool ownsTransformer)
        : base(transformer, ignoreMissingColumns, inputSchemaDefinition, outputSchemaDefinition, ownsTransformer)
    {
    }

    /// <inheritdoc/>
    public override void Predict(TSrc example, ref TDst prediction)
    {
        Contracts.CheckValue(example, nameof(example));
        ExtractValues(example);
        prediction ??= new TDst();
        FillValues(prediction);
    }
}
