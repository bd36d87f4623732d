namespace Microsoft.ML.Data;

/// <summary>An estimator of a chain.</summary>
internal readonly record struct ChainLink(IEstimator<ITransformer> Estimator, TransformerScope Scope, bool CacheAfter);
