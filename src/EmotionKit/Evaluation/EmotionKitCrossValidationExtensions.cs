using EmotionKit.Evaluation;
using EmotionKit.Splits;

namespace Microsoft.ML;

/// <summary>Cross-validates classifiers without letting a speaker, or a recording, onto both sides.</summary>
public static class EmotionKitCrossValidationExtensions
{
    /// <summary>Fits on all folds but one and scores that one, for every fold; each speaker is in one fold.</summary>
    /// <param name="catalog">The catalog <c>ml.MulticlassClassification</c>.</param>
    /// <param name="data">Rows with a speaker and a label. What does not learn from the rows, such as audio features, is best computed before and
    /// cached, or every fold computes it again.</param>
    /// <param name="estimator">A pipeline that ends in a trainer; <c>EncodeLabel</c> may be in it or have been applied before.</param>
    /// <param name="folds">Number of folds, 2 to the number of speakers.</param>
    /// <param name="seed">Another seed, another division where there is a choice.</param>
    /// <param name="options">The columns of the split, or null for the defaults. Its label column is also the truth that is measured against.</param>
    /// <param name="progress">Told of each fold as it is done.</param>
    /// <param name="cancellation">Stops between folds; give the trainer the same token to stop within one.</param>
    /// <exception cref="ArgumentException">A column is missing or of a wrong type, a row has no speaker, or a class would be missing from a fold.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public static CrossValidationOutcome CrossValidateBySpeaker(
        this MulticlassClassificationCatalog catalog,
        IDataView data,
        IEstimator<ITransformer> estimator,
        int folds = 5,
        int seed = 0,
        SplitOptions? options = null,
        IProgress<FoldOutcome>? progress = null,
        CancellationToken cancellation = default) =>
        Run(catalog, EmotionKitSplitExtensions.FoldsBySpeaker(data, folds, seed, options), estimator, options, progress, cancellation);

    /// <summary>Fits on all folds but one and scores that one, for every fold; each fold has its share of every class.</summary>
    /// <param name="catalog">The catalog <c>ml.MulticlassClassification</c>.</param>
    /// <param name="data">Rows with a label. What does not learn from the rows, such as audio features, is best computed before and cached, or every
    /// fold computes it again.</param>
    /// <param name="estimator">A pipeline that ends in a trainer; <c>EncodeLabel</c> may be in it or have been applied before.</param>
    /// <param name="folds">Number of folds, 2 to the rows of the rarest class.</param>
    /// <param name="seed">Another seed, another division.</param>
    /// <param name="options">The columns of the split, or null for the defaults. Its label column is also the truth that is measured against.</param>
    /// <param name="progress">Told of each fold as it is done.</param>
    /// <param name="cancellation">Stops between folds; give the trainer the same token to stop within one.</param>
    /// <exception cref="ArgumentException">A column is missing or of a wrong type, or a class would be missing from a fold.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public static CrossValidationOutcome CrossValidateStratified(
        this MulticlassClassificationCatalog catalog,
        IDataView data,
        IEstimator<ITransformer> estimator,
        int folds = 5,
        int seed = 0,
        SplitOptions? options = null,
        IProgress<FoldOutcome>? progress = null,
        CancellationToken cancellation = default) =>
        Run(catalog, EmotionKitSplitExtensions.StratifiedFolds(data, folds, seed, options), estimator, options, progress, cancellation);

    private static CrossValidationOutcome Run(
        MulticlassClassificationCatalog catalog,
        IReadOnlyList<DataFold> folds,
        IEstimator<ITransformer> estimator,
        SplitOptions? options,
        IProgress<FoldOutcome>? progress,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(estimator);
        string label = options?.LabelColumnName ?? "Label";
        var outcomes = new FoldOutcome[folds.Count];
        foreach (DataFold fold in folds)
        {
            cancellation.ThrowIfCancellationRequested();
            ITransformer model = estimator.Fit(fold.TrainSet);
            // A trainer of networks gives its best so far when it is cancelled, which is no result of a fold.
            cancellation.ThrowIfCancellationRequested();
            IDataView scored = model.Transform(fold.TestSet);
            var outcome = new FoldOutcome(fold.Fold, model, scored, ClassificationOutcome.Read(scored, label));
            outcomes[fold.Fold] = outcome;
            progress?.Report(outcome);
        }
        return new CrossValidationOutcome(outcomes, ClassificationOutcome.Join([.. outcomes.Select(o => o.Outcome)]));
    }
}
