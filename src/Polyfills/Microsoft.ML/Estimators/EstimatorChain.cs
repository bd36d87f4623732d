using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Estimators, each fitted on what the one before it makes.</summary>
/// <typeparam name="TLastTransformer">The transformer that the last estimator makes.</typeparam>
public sealed class EstimatorChain<TLastTransformer> : IEstimator<TransformerChain<TLastTransformer>>
    where TLastTransformer : class, ITransformer
{
    /// <summary>The last estimator, or null if there is none.</summary>
    public readonly IEstimator<TLastTransformer> LastEstimator;

    private readonly ChainLink[] _links;

    /// <summary>Creates an empty chain.</summary>
    public EstimatorChain()
    {
        _links = [];
    }

    internal EstimatorChain(ChainLink[] links)
    {
        _links = links;
        LastEstimator = (IEstimator<TLastTransformer>)links[^1].Estimator;
    }

    /// <summary>Checks that the promises of the estimators fit together, then fits them one after the other.</summary>
    /// <param name="input">The data.</param>
    /// <returns>The transformers.</returns>
    public TransformerChain<TLastTransformer> Fit(IDataView input)
    {
        Contracts.CheckValue(input, nameof(input));
        GetOutputSchema(SchemaShape.Create(input.Schema));

        IDataView current = input;
        var transformers = new ITransformer[_links.Length];
        for (int i = 0; i < _links.Length; i++)
        {
            transformers[i] = _links[i].Estimator.Fit(current);
            current = transformers[i].Transform(current);
            if (_links[i].CacheAfter && i < _links.Length - 1)
            {
                current = new CacheDataView(current, []);
            }
        }

        return new TransformerChain<TLastTransformer>(transformers, _links.Select(x => x.Scope));
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        SchemaShape shape = inputSchema;
        foreach (ChainLink link in _links)
        {
            shape = link.Estimator.GetOutputSchema(shape);
        }

        return shape;
    }

    /// <summary>Adds an estimator at the end.</summary>
    /// <typeparam name="TNewTrans">The transformer that it makes.</typeparam>
    /// <param name="estimator">The estimator.</param>
    /// <param name="scope">What its transformer is needed for.</param>
    /// <returns>The longer chain.</returns>
    public EstimatorChain<TNewTrans> Append<TNewTrans>(IEstimator<TNewTrans> estimator, TransformerScope scope = TransformerScope.Everything)
        where TNewTrans : class, ITransformer
    {
        Contracts.CheckValue(estimator, nameof(estimator));
        return new EstimatorChain<TNewTrans>([.. _links, new ChainLink(estimator, scope, CacheAfter: false)]);
    }

    /// <summary>Has the estimators that follow fitted on data cached in memory.</summary>
    /// <param name="env">The context.</param>
    /// <returns>The chain with a checkpoint after its last estimator.</returns>
    public EstimatorChain<TLastTransformer> AppendCacheCheckpoint(IHostEnvironment env)
    {
        Contracts.CheckValue(env, nameof(env));
        if (_links.Length == 0 || _links[^1].CacheAfter)
        {
            return this;
        }

        return new EstimatorChain<TLastTransformer>([.. _links.AsSpan(0, _links.Length - 1), _links[^1] with { CacheAfter = true }]);
    }
}
