using EmotionKit.Tabular;

namespace Microsoft.ML;

/// <summary>Resamples what trainers are fitted on.</summary>
public static class EmotionKitResamplingExtensions
{
    /// <summary>
    /// Fits a trainer on resampled rows. Resampling happens inside <c>Fit</c> and nowhere else: what comes back is the trainer's own transformer, so
    /// no row is added to, or taken from, what is validated, tested or scored.
    /// </summary>
    /// <typeparam name="TTransformer">What the trainer gives.</typeparam>
    /// <param name="trainer">A trainer of EmotionKit or ML.NET, or any other estimator; what stands before it is not resampled.</param>
    /// <param name="resampler">The method, such as <c>new Smote()</c>.</param>
    /// <param name="options">The columns; null for Label and Features.</param>
    /// <param name="cancellation">Stops the resampling.</param>
    /// <remarks>
    /// <para>The trainer sees the same columns. A synthetic row has the features that were made for it; in every other column, a weight or a group for
    /// instance, it has the value of the row that it was made from. Rows without a class are left out.</para>
    /// <para>The rows are in memory while the trainer is fitted. Same seed, same bits, whatever the number of threads.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static ResamplingEstimator<TTransformer> WithResampling<TTransformer>(
        this IEstimator<TTransformer> trainer, RowResampler resampler, ResamplingOptions? options = null, CancellationToken cancellation = default)
        where TTransformer : class, ITransformer
    {
        ArgumentNullException.ThrowIfNull(trainer);
        ArgumentNullException.ThrowIfNull(resampler);
        return new ResamplingEstimator<TTransformer>(trainer, resampler, options ?? new ResamplingOptions(), cancellation);
    }

    /// <summary>Fits a trainer on rows resampled by several methods, one after the other; see the other overload.</summary>
    /// <typeparam name="TTransformer">What the trainer gives.</typeparam>
    /// <param name="trainer">A trainer, or any other estimator.</param>
    /// <param name="resamplers">The methods, at least one.</param>
    /// <exception cref="ArgumentException">There is no method, or an option is out of its range.</exception>
    public static ResamplingEstimator<TTransformer> WithResampling<TTransformer>(this IEstimator<TTransformer> trainer, params IReadOnlyList<RowResampler> resamplers)
        where TTransformer : class, ITransformer => trainer.WithResampling(ResamplingSequence.Of(resamplers));
}
