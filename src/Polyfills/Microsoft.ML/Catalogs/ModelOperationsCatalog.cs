using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>What can be done with models.</summary>
public sealed partial class ModelOperationsCatalog
{
    internal ModelOperationsCatalog()
    {
    }

    /// <summary>Makes an engine that applies a model to single objects.</summary>
    /// <typeparam name="TSrc">The type of the objects that go in.</typeparam>
    /// <typeparam name="TDst">The type of the objects that come out.</typeparam>
    /// <param name="transformer">The model, every part of which must be a row mapper.</param>
    /// <param name="ignoreMissingColumns">Whether members of the result without a column are left alone; otherwise they are an error.</param>
    /// <param name="inputSchemaDefinition">The columns of the objects that go in, or null for those of their attributes.</param>
    /// <param name="outputSchemaDefinition">The columns of the objects that come out, or null for those of their attributes.</param>
    /// <returns>The engine.</returns>
    public PredictionEngine<TSrc, TDst> CreatePredictionEngine<TSrc, TDst>(
        ITransformer transformer,
        bool ignoreMissingColumns = true,
        SchemaDefinition inputSchemaDefinition = null,
        SchemaDefinition outputSchemaDefinition = null)
        where TSrc : class
        where TDst : class, new() =>
        new(transformer, ignoreMissingColumns, inputSchemaDefinition, outputSchemaDefinition, ownsTransformer: true);

    /// <summary>Makes an engine whose input has the annotations of a schema.</summary>
    /// <typeparam name="TSrc">The type of the objects that go in.</typeparam>
    /// <typeparam name="TDst">The type of the objects that come out.</typeparam>
    /// <param name="transformer">The model, every part of which must be a row mapper.</param>
    /// <param name="inputSchema">The schema, as a model file holds it.</param>
    /// <returns>The engine.</returns>
    public PredictionEngine<TSrc, TDst> CreatePredictionEngine<TSrc, TDst>(ITransformer transformer, DataViewSchema inputSchema)
        where TSrc : class
        where TDst : class, new() =>
        new(transformer, ignoreMissingColumns: false, ObjectMember.DefinitionOf(typeof(TSrc), inputSchema), outputSchemaDefinition: null, ownsTransformer: true);

    /// <summary>Makes an engine that applies a model to single objects.</summary>
    /// <typeparam name="TSrc">The type of the objects that go in.</typeparam>
    /// <typeparam name="TDst">The type of the objects that come out.</typeparam>
    /// <param name="transformer">The model, every part of which must be a row mapper.</param>
    /// <param name="options">How to make it.</param>
    /// <returns>The engine.</returns>
    public PredictionEngine<TSrc, TDst> CreatePredictionEngine<TSrc, TDst>(ITransformer transformer, PredictionEngineOptions options)
        where TSrc : class
        where TDst : class, new() =>
        new(transformer, options.IgnoreMissingColumns, options.InputSchemaDefinition, options.OutputSchemaDefinition, options.OwnsTransformer);
}
