using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Chains estimators and transformers.</summary>
public static class LearningPipelineExtensions
{
    /// <summary>Chains two estimators.</summary>
    /// <typeparam name="TTrans">The transformer that the second makes.</typeparam>
    /// <param name="start">The first estimator.</param>
    /// <param name="estimator">The second estimator.</param>
    /// <param name="scope">What the second one's transformer is needed for.</param>
    /// <returns>The chain.</returns>
    public static EstimatorChain<TTrans> Append<TTrans>(
        this IEstimator<ITransformer> start,
        IEstimator<TTrans> estimator,
        TransformerScope scope = TransformerScope.Everything)
        where TTrans : class, ITransformer
    {
        Contracts.CheckValue(start, nameof(start));
        Contracts.CheckValue(estimator, nameof(estimator));
        return start is EstimatorChain<ITransformer> chain
            ? chain.Append(estimator, scope)
            : new EstimatorChain<ITransformer>().Append(start).Append(estimator, scope);
    }

    /// <summary>Has the estimators that follow fitted on data cached in memory.</summary>
    /// <typeparam name="TTrans">The transformer that the estimator makes.</typeparam>
    /// <param name="start">The estimator.</param>
    /// <param name="env">The context.</param>
    /// <returns>A chain of the estimator and a checkpoint.</returns>
    public static EstimatorChain<TTrans> AppendCacheCheckpoint<TTrans>(this IEstimator<TTrans> start, IHostEnvironment env)
        where TTrans : class, ITransformer
    {
        Contracts.CheckValue(start, nameof(start));
        return new EstimatorChain<ITransformer>().Append(start).AppendCacheCheckpoint(env);
    }

    /// <summary>Chains two transformers.</summary>
    /// <typeparam name="TTrans">The type of the second.</typeparam>
    /// <param name="start">The first transformer.</param>
    /// <param name="transformer">The second transformer.</param>
    /// <returns>The chain.</returns>
    public static TransformerChain<TTrans> Append<TTrans>(this ITransformer start, TTrans transformer)
        where TTrans : class, ITransformer
    {
        Contracts.CheckValue(start, nameof(start));
        Contracts.CheckValue(transformer, nameof(transformer));
        return new TransformerChain<TTrans>(start, transformer);
    }

    /// <summary>Has the transformer that an estimator makes handed out when it is fitted.</summary>
    /// <typeparam name="TTransformer">The transformer that the estimator makes.</typeparam>
    /// <param name="estimator">The estimator.</param>
    /// <param name="onFit">Receives the transformer at every fit.</param>
    /// <returns>An estimator that makes the same.</returns>
    public static IEstimator<TTransformer> WithOnFitDelegate<TTransformer>(this IEstimator<TTransformer> estimator, Action<TTransformer> onFit)
        where TTransformer : class, ITransformer
    {
        Contracts.CheckValue(estimator, nameof(estimator));
        Contracts.CheckValue(onFit, nameof(onFit));
        return new DelegateEstimator<TTransformer>(estimator, onFit);
    }
}
