using Microsoft.ML;

namespace EmotionKit.Rows;

/// <summary>The estimator of a component that learns nothing: <see cref="Fit"/> checks the columns and returns at once.</summary>
/// <typeparam name="TTransformer">What fitting gives.</typeparam>
public abstract class UntrainedEstimator<TTransformer> : RowEstimator<TTransformer>
    where TTransformer : MappedTransformer
{
    private readonly TTransformer _transformer;

    private protected UntrainedEstimator(TTransformer transformer) => _transformer = transformer;

    internal override string ComponentName => _transformer.ComponentName;

    /// <summary>The transformer, which needs no data: what fitting returns.</summary>
    internal TTransformer Transformer => _transformer;

    /// <summary>Checks the columns of <paramref name="input"/>; reads no row.</summary>
    /// <exception cref="ArgumentException">An input column is missing or of a wrong type.</exception>
    public override TTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        _transformer.GetOutputSchema(input.Schema);
        return _transformer;
    }
}
