using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Classification into two classes.</summary>
public sealed partial class BinaryClassificationCatalog : TrainCatalogBase
{
    internal BinaryClassificationCatalog(MLContext context)
        : base(context)
    {
        Trainers = new BinaryClassificationTrainers();
    }

    /// <summary>Where extension methods that make trainers are found.</summary>
    public BinaryClassificationTrainers Trainers { get; }

    /// <summary>Evaluates rows scored by a classifier with probabilities.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="labelColumnName">The true classes, as booleans.</param>
    /// <param name="scoreColumnName">The scores, positive for the positive class.</param>
    /// <param name="probabilityColumnName">The probabilities of the positive class.</param>
    /// <param name="predictedLabelColumnName">The predicted classes.</param>
    /// <returns>The metrics.</returns>
    public CalibratedBinaryClassificationMetrics Evaluate(
        IDataView data,
        string labelColumnName = "Label",
        string scoreColumnName = "Score",
        string probabilityColumnName = "Probability",
        string predictedLabelColumnName = "PredictedLabel")
    {
        Contracts.CheckValue(data, nameof(data));
        Contracts.CheckNonEmpty(probabilityColumnName, nameof(probabilityColumnName));
        return new CalibratedBinaryClassificationMetrics(Evaluator.Binary(data, labelColumnName, scoreColumnName, probabilityColumnName, predictedLabelColumnName));
    }

    /// <summary>Evaluates rows scored by a classifier without probabilities.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="labelColumnName">The true classes, as booleans.</param>
    /// <param name="scoreColumnName">The scores, positive for the positive class.</param>
    /// <param name="predictedLabelColumnName">The predicted classes.</param>
    /// <returns>The metrics.</returns>
    public BinaryClassificationMetrics EvaluateNonCalibrated(
        IDataView data,
        string labelColumnName = "Label",
        string scoreColumnName = "Score",
        string predictedLabelColumnName = "PredictedLabel")
    {
        Contracts.CheckValue(data, nameof(data));
        return new BinaryClassificationMetrics(Evaluator.Binary(data, labelColumnName, scoreColumnName, null, predictedLabelColumnName));
    }

    /// <summary>Fits an estimator on all folds but one, and evaluates it on that one, for each fold.</summary>
    /// <param name="data">The data.</param>
    /// <param name="estimator">The estimator, which makes the columns that are evaluated.</param>
    /// <param name="numberOfFolds">The number of folds, at least 2.</param>
    /// <param name="labelColumnName">The true classes.</param>
    /// <param name="samplingKeyColumnName">A column rows of equal values of which stay together, or null.</param>
    /// <param name="seed">The seed, or null for the context's.</param>
    /// <returns>A result for each fold.</returns>
    public IReadOnlyList<CrossValidationResult<CalibratedBinaryClassificationMetrics>> CrossValidate(
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
    public sealed class BinaryClassificationTrainers : CatalogInstantiatorBase
    {
        internal BinaryClassificationTrainers()
        {
        }
    }
}
