namespace Microsoft.ML.Data;

/// <summary>A chain whatever its last transformer's type.</summary>
internal interface ITransformerChainAccessor
{
    ITransformer[] Transformers { get; }

    TransformerScope[] Scopes { get; }
}
