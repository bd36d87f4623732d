using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Classification into several classes.</summary>
public sealed partial class MulticlassClassificationCatalog : TrainCatalogBase
{
    internal MulticlassClassificationCatalog(MLContext context)
        : base(context)
    {
        Trainers = new MulticlassClassificationTrainers();
    }

    /// <summary>Where extension methods that make trainers are found.</summary>
    public MulticlassClassificationTrainers Trainers { get; }

    /// <summary>Evaluates rows scored by a classifier.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="labelColumnName">The true classes, as keys or numbers from 0.</param>
    /// <param name="scoreColumnName">The probabilities of the classes.</param>
    /// <param name="predictedLabelColumnName">The predicted classes.</param>
    /// <param name="topKPredictionCount">How many classes by score to count as right in the top-k accuracy; 0 for no such metric.</param>
    /// <returns>The metrics.</returns>
    public MulticlassClassificationMetrics Evaluate(
        IDataView data,
        string labelColumnName = "Label",
        string scoreColumnName = "Score",
        string predictedLabelColumnName = "PredictedLabel",
        int topKPredictionCount = 0)
    {
        Contracts.CheckValue(data, nameof(data));
        return new MulticlassClassificationMetrics(Evaluator.Multiclass(data, labelColumnName, scoreColumnName, predictedLabelColumnName, topKPredictionCount));
    }

    /// <summary>Fits an estimator on all folds but one, and evaluates it on that one, for each fold.</summary>
    /// <param name="data">The data.</param>
    /// <param name="estimator">The estimator, which makes the columns that are evaluated.</param>
    /// <param name="numberOfFolds">The number of folds, at least 2.</param>
    /// <param name="labelColumnName">The true classes.</param>
    /// <param name="samplingKeyColumnName">A column rows of equal values of which stay together, or null.</param>
    /// <param name="seed">The seed, or null for the context's.</param>
    /// <returns>A result for each fold.</returns>
    public IReadOnlyList<CrossValidationResult<MulticlassClassificationMetrics>> CrossValidate(
        IDataView data,
        IEstimator<ITransformer> estimator,
        int numberOfFolds = 5,
        string labelColumnName = "Label",
        string samplingKeyColumnName = null,
        int? seed = null)
    {
        Contracts.CheckNonEmpty(labelColumnName, nameof(labelColumnName));
        return CrossValidateCore(data, estimator, numberOfFolds, samplingKeyColumnName, seed, scores => Evaluate(scores, labelColumnName));
    }

    /// <summary>Where extension methods that make trainers are found.</summary>
    public sealed class MulticlassClassificationTrainers : CatalogInstantiatorBase
    {
        internal MulticlassClassificationTrainers()
        {
        }
    }
}
