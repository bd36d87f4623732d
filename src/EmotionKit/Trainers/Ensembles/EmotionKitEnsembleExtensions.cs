using EmotionKit.Trainers;

namespace Microsoft.ML;

/// <summary>Trainers made of other trainers, on ML.NET's catalogs.</summary>
/// <remarks>The trainers given may be any estimators that learn from the ensemble's feature and label columns: EmotionKit's, ML.NET's, chains of them, with
/// resampling, and ensembles again. Rows are read once and held in memory; each trainer sees views on them with the feature column, the label, and the weight
/// and group columns where they are named. EmotionKit's trainers are fitted several at a time, others one after the other. The same seed gives the same
/// bits for any number of threads.</remarks>
public static class EmotionKitEnsembleExtensions
{
    /// <summary>
    /// Stacked generalisation (Wolpert 1992): base trainers' out-of-fold predictions are the features of a last trainer, which learns what each is worth. The
    /// base trainers are then fitted on all rows.
    /// </summary>
    /// <param name="catalog">The catalog <c>ml.BinaryClassification.Trainers</c>.</param>
    /// <param name="trainers">The base trainers, at least one.</param>
    /// <param name="meta">The last trainer; null for <c>LogisticRegression</c>.</param>
    /// <param name="options">Columns, folds and settings; null for the defaults.</param>
    /// <param name="progress">Told after each fitted model.</param>
    /// <param name="cancellation">Stops the training, which then throws <see cref="OperationCanceledException"/>.</param>
    /// <remarks>
    /// <list type="table">
    /// <item><term>Label column</term><description>Boolean, or Key&lt;UInt32&gt; of two classes of which the second is the positive one.</description></item>
    /// <item><term>Feature column</term><description>Vector&lt;Single&gt; of known size; NaN where every trainer understands it.</description></item>
    /// <item><term>Output columns</term><description>PredictedLabel (Boolean), Score (Single, log-odds) and Probability (Single) of the last trainer.</description></item>
    /// <item><term>Needs training</term><description>Yes: (folds + 1) models per base trainer, and the last one.</description></item>
    /// </list>
    /// <para>What a trainer does with its rows, resampling included, happens inside each fold: no synthetic row, and nothing of a held-out row, is in
    /// what predicts it.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">There are no trainers, or an option is out of its range.</exception>
    public static StackingEstimator Stacking(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog,
        IEnumerable<IEstimator<ITransformer>> trainers,
        IEstimator<ITransformer>? meta = null,
        StackingOptions? options = null,
        IProgress<EnsembleProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new StackingEstimator(ClassificationTask.Binary, trainers, meta, options ?? new StackingOptions(), progress, cancellation);
    }

    /// <summary>Stacked generalisation (Wolpert 1992) of several classes: base trainers' out-of-fold predictions are the features of a last trainer.</summary>
    /// <param name="trainers">The base trainers, at least one.</param>
    /// <param name="meta">The last trainer; null for <c>LogisticRegression</c>.</param>
    /// <param name="options">Columns, folds and settings; null for the defaults.</param>
    /// <param name="progress">Told after each fitted model.</param>
    /// <param name="cancellation">Stops the training, which then throws <see cref="OperationCanceledException"/>.</param>
    /// <param name="catalog">The catalog <c>ml.MulticlassClassification.Trainers</c>.</param>
    /// <remarks>The label is a key; PredictedLabel (key) and Score (Vector&lt;Single&gt;, the probability of each class) come out.</remarks>
    public static StackingEstimator Stacking(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog,
        IEnumerable<IEstimator<ITransformer>> trainers,
        IEstimator<ITransformer>? meta = null,
        StackingOptions? options = null,
        IProgress<EnsembleProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new StackingEstimator(ClassificationTask.Multiclass, trainers, meta, options ?? new StackingOptions(), progress, cancellation);
    }

    /// <summary>Fits several trainers on the same rows and averages their probabilities (soft) or counts their votes (hard).</summary>
    /// <param name="catalog">The catalog <c>ml.BinaryClassification.Trainers</c>.</param>
    /// <param name="trainers">The trainers, at least one.</param>
    /// <param name="options">Columns, kind and weights; null for the defaults.</param>
    /// <param name="progress">Told after each fitted model.</param>
    /// <param name="cancellation">Stops the training, which then throws <see cref="OperationCanceledException"/>.</param>
    /// <remarks>Columns are those of <c>Stacking</c>; Score is the log-odds of the averaged probability.</remarks>
    /// <exception cref="ArgumentException">There are no trainers, or an option is out of its range.</exception>
    public static VotingEstimator Voting(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog,
        IEnumerable<IEstimator<ITransformer>> trainers,
        VotingOptions? options = null,
        IProgress<EnsembleProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new VotingEstimator(ClassificationTask.Binary, trainers, options ?? new VotingOptions(), progress, cancellation);
    }

    /// <summary>Fits several trainers of several classes on the same rows and averages their probabilities (soft) or counts their votes (hard).</summary>
    /// <param name="trainers">The trainers, at least one.</param>
    /// <param name="options">Columns, kind and weights; null for the defaults.</param>
    /// <param name="progress">Told after each fitted model.</param>
    /// <param name="cancellation">Stops the training, which then throws <see cref="OperationCanceledException"/>.</param>
    /// <param name="catalog">The catalog <c>ml.MulticlassClassification.Trainers</c>.</param>
    public static VotingEstimator Voting(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog,
        IEnumerable<IEstimator<ITransformer>> trainers,
        VotingOptions? options = null,
        IProgress<EnsembleProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new VotingEstimator(ClassificationTask.Multiclass, trainers, options ?? new VotingOptions(), progress, cancellation);
    }

    /// <summary>Bagging (Breiman 1996): fits a trainer on several draws of the rows, each with every class' share, and averages the models' probabilities.</summary>
    /// <param name="catalog">The catalog <c>ml.BinaryClassification.Trainers</c>.</param>
    /// <param name="trainer">The trainer.</param>
    /// <param name="options">Columns, number of models and draws; null for the defaults.</param>
    /// <param name="progress">Told after each fitted model.</param>
    /// <param name="cancellation">Stops the training, which then throws <see cref="OperationCanceledException"/>.</param>
    /// <remarks>Columns are those of <c>Stacking</c>. The fitted model is that of <c>Voting</c>.</remarks>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static BaggingEstimator Bagging(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog,
        IEstimator<ITransformer> trainer,
        BaggingOptions? options = null,
        IProgress<EnsembleProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new BaggingEstimator(ClassificationTask.Binary, trainer, options ?? new BaggingOptions(), progress, cancellation);
    }

    /// <summary>Bagging (Breiman 1996) of several classes: fits a trainer on several draws of the rows and averages the models' probabilities.</summary>
    /// <param name="trainer">The trainer.</param>
    /// <param name="options">Columns, number of models and draws; null for the defaults.</param>
    /// <param name="progress">Told after each fitted model.</param>
    /// <param name="cancellation">Stops the training, which then throws <see cref="OperationCanceledException"/>.</param>
    /// <param name="catalog">The catalog <c>ml.MulticlassClassification.Trainers</c>.</param>
    public static BaggingEstimator Bagging(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog,
        IEstimator<ITransformer> trainer,
        BaggingOptions? options = null,
        IProgress<EnsembleProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new BaggingEstimator(ClassificationTask.Multiclass, trainer, options ?? new BaggingOptions(), progress, cancellation);
    }

    /// <summary>
    /// Calibrates a trainer's probabilities by cross-fitting: the curve is fitted on scores of rows that the scoring model has not seen, and the trainer is
    /// then fitted on all rows.
    /// </summary>
    /// <param name="catalog">The catalog <c>ml.BinaryClassification.Trainers</c>.</param>
    /// <param name="trainer">The trainer.</param>
    /// <param name="options">Columns, method and folds; null for the defaults.</param>
    /// <param name="progress">Told after each fitted model.</param>
    /// <param name="cancellation">Stops the training, which then throws <see cref="OperationCanceledException"/>.</param>
    /// <remarks>Columns are those of <c>Stacking</c>. The order of rows by score does not change, but for ties that <c>Isotonic</c> makes. It is scikit-learn's
    /// <c>CalibratedClassifierCV(ensemble=False)</c>, and adds beta calibration.</remarks>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static CalibratedEstimator Calibrated(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog,
        IEstimator<ITransformer> trainer,
        CalibratedOptions? options = null,
        IProgress<EnsembleProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new CalibratedEstimator(trainer, options ?? new CalibratedOptions(), progress, cancellation);
    }

    /// <summary>Averages the class probabilities of several models that score the same rows from different columns.</summary>
    /// <param name="catalog">The catalog <c>ml.Transforms</c>.</param>
    /// <param name="inputColumnNames">The score columns, at least one, such as copies of Score that <c>CopyColumns</c> made.</param>
    /// <param name="options">What each column counts; null for equal weights.</param>
    /// <remarks>
    /// <list type="table">
    /// <item><term>Input columns</term><description>Vector&lt;Single&gt; of one known size: the probability of each class. Where they have SlotNames these are
    /// equal.</description></item>
    /// <item><term>Output columns</term><description>PredictedLabel: the key of the highest mean, with KeyValues where there are SlotNames; missing where a score is
    /// NaN. Score: Vector&lt;Single&gt;, the weighted mean, with SlotNames.</description></item>
    /// <item><term>Needs training</term><description>No.</description></item>
    /// <item><term>Exportable to ONNX</term><description>No.</description></item>
    /// </list>
    /// <para><c>Voting</c> trains models on one feature column; this joins models that were trained on several.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">No column is named, a name is empty, or a weight is out of its range.</exception>
    public static AverageScoresEstimator AverageScores(
        this TransformsCatalog catalog, IReadOnlyList<string> inputColumnNames, AverageScoresOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new AverageScoresEstimator(new AverageScoresTransformer(inputColumnNames, options ?? new AverageScoresOptions()));
    }
}
