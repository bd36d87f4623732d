using EmotionKit.Trainers;
using EmotionKit.Trees;

namespace Microsoft.ML;

/// <summary>EmotionKit's trainers of trees, on ML.NET's catalogs.</summary>
public static class EmotionKitTreeExtensions
{
    /// <summary>
    /// A random forest (Breiman 2001): trees on bootstrap samples, each split by the best of a few columns drawn for it; probabilities are the mean of
    /// the trees' class frequencies. With <see cref="ForestSplits.Random"/> extremely randomised trees.
    /// </summary>
    /// <param name="catalog">The catalog <c>ml.BinaryClassification.Trainers</c>.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <param name="labelColumnName">The column with the classes.</param>
    /// <param name="featureColumnName">The column with the features.</param>
    /// <param name="exampleWeightColumnName">The column with a weight per row, Single, at least 0; null for equal weights.</param>
    /// <param name="progress">Told after each tree or round.</param>
    /// <param name="cancellation">Stops the training, which then throws <see cref="OperationCanceledException"/>.</param>
    /// <remarks>
    /// <list type="table">
    /// <item><term>Label column</term><description>Boolean, or Key&lt;UInt32&gt; of two classes of which the second is the positive one. Rows without a label are passed over.</description></item>
    /// <item><term>Feature column</term><description>Vector&lt;Single&gt; of known size; NaN is a missing value, infinity an error in training.</description></item>
    /// <item><term>Output columns</term><description>PredictedLabel: Boolean. Score: Single, the log-odds of the positive class. Probability: Single, 0 to 1.</description></item>
    /// <item><term>Needs training</term><description>Yes: one pass over the rows, then trees in memory.</description></item>
    /// <item><term>Exportable to ONNX</term><description>Yes.</description></item>
    /// </list>
    /// <para>Probabilities of a forest are honest means, seldom near 0 or 1; calibrate them where their exact size matters. The same rows give the same bits for any
    /// number of threads.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static RandomForestEstimator RandomForest(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog,
        RandomForestOptions? options = null,
        string labelColumnName = "Label",
        string featureColumnName = "Features",
        string? exampleWeightColumnName = null,
        IProgress<TreeProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new RandomForestEstimator(
            ClassificationTask.Binary, options ?? new RandomForestOptions(), labelColumnName, featureColumnName, exampleWeightColumnName, progress, cancellation);
    }

    /// <summary>
    /// A random forest (Breiman 2001): trees on bootstrap samples, each split by the best of a few columns drawn for it; probabilities are the mean of
    /// the trees' class frequencies. With <see cref="ForestSplits.Random"/> extremely randomised trees.
    /// </summary>
    /// <param name="catalog">The catalog <c>ml.MulticlassClassification.Trainers</c>.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <param name="labelColumnName">The column with the classes.</param>
    /// <param name="featureColumnName">The column with the features.</param>
    /// <param name="exampleWeightColumnName">The column with a weight per row, Single, at least 0; null for equal weights.</param>
    /// <param name="progress">Told after each tree or round.</param>
    /// <param name="cancellation">Stops the training, which then throws <see cref="OperationCanceledException"/>.</param>
    /// <remarks>
    /// <list type="table">
    /// <item><term>Label column</term><description>Key&lt;UInt32&gt;, as <c>EncodeLabel</c> makes it. Rows without a label are passed over.</description></item>
    /// <item><term>Feature column</term><description>Vector&lt;Single&gt; of known size; NaN is a missing value, infinity an error in training.</description></item>
    /// <item><term>Output columns</term><description>PredictedLabel: the key of the most probable class, with KeyValues. Score: Vector&lt;Single&gt;, the probability of each class, with SlotNames.</description></item>
    /// <item><term>Needs training</term><description>Yes: one pass over the rows, then trees in memory.</description></item>
    /// <item><term>Exportable to ONNX</term><description>Yes.</description></item>
    /// </list>
    /// <para>Probabilities of a forest are honest means, seldom near 0 or 1; calibrate them where their exact size matters. The same rows give the same bits for any
    /// number of threads.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static RandomForestEstimator RandomForest(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog,
        RandomForestOptions? options = null,
        string labelColumnName = "Label",
        string featureColumnName = "Features",
        string? exampleWeightColumnName = null,
        IProgress<TreeProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new RandomForestEstimator(
            ClassificationTask.Multiclass, options ?? new RandomForestOptions(), labelColumnName, featureColumnName, exampleWeightColumnName, progress, cancellation);
    }

    /// <summary>
    /// Gradient boosting of trees by log loss (Friedman 2001), on histograms of the columns: leaf-wise or depth-wise, with missing values, categories and
    /// monotone constraints.
    /// </summary>
    /// <param name="catalog">The catalog <c>ml.BinaryClassification.Trainers</c>.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <param name="labelColumnName">The column with the classes.</param>
    /// <param name="featureColumnName">The column with the features.</param>
    /// <param name="exampleWeightColumnName">The column with a weight per row, Single, at least 0; null for equal weights.</param>
    /// <param name="progress">Told after each tree or round.</param>
    /// <param name="cancellation">Stops the training, which then throws <see cref="OperationCanceledException"/>.</param>
    /// <remarks>
    /// <list type="table">
    /// <item><term>Label column</term><description>Boolean, or Key&lt;UInt32&gt; of two classes of which the second is the positive one. Rows without a label are passed over.</description></item>
    /// <item><term>Feature column</term><description>Vector&lt;Single&gt; of known size; NaN is a missing value, infinity an error in training.</description></item>
    /// <item><term>Output columns</term><description>PredictedLabel: Boolean. Score: Single, the log-odds of the positive class. Probability: Single, 0 to 1.</description></item>
    /// <item><term>Needs training</term><description>Yes: one pass over the rows, then trees in memory.</description></item>
    /// <item><term>Exportable to ONNX</term><description>Yes.</description></item>
    /// </list>
    /// <para>Probabilities come from log loss and are well calibrated as they are, unless classes are weighted. The same rows give the same bits for any number of
    /// threads.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static GradientBoostingEstimator GradientBoosting(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog,
        GradientBoostingOptions? options = null,
        string labelColumnName = "Label",
        string featureColumnName = "Features",
        string? exampleWeightColumnName = null,
        IProgress<TreeProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new GradientBoostingEstimator(
            ClassificationTask.Binary, options ?? new GradientBoostingOptions(), labelColumnName, featureColumnName, exampleWeightColumnName, progress, cancellation);
    }

    /// <summary>
    /// Gradient boosting of trees by log loss (Friedman 2001), on histograms of the columns: leaf-wise or depth-wise, with missing values, categories and
    /// monotone constraints.
    /// </summary>
    /// <param name="catalog">The catalog <c>ml.MulticlassClassification.Trainers</c>.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <param name="labelColumnName">The column with the classes.</param>
    /// <param name="featureColumnName">The column with the features.</param>
    /// <param name="exampleWeightColumnName">The column with a weight per row, Single, at least 0; null for equal weights.</param>
    /// <param name="progress">Told after each tree or round.</param>
    /// <param name="cancellation">Stops the training, which then throws <see cref="OperationCanceledException"/>.</param>
    /// <remarks>
    /// <list type="table">
    /// <item><term>Label column</term><description>Key&lt;UInt32&gt;, as <c>EncodeLabel</c> makes it. Rows without a label are passed over.</description></item>
    /// <item><term>Feature column</term><description>Vector&lt;Single&gt; of known size; NaN is a missing value, infinity an error in training.</description></item>
    /// <item><term>Output columns</term><description>PredictedLabel: the key of the most probable class, with KeyValues. Score: Vector&lt;Single&gt;, the probability of each class, with SlotNames.</description></item>
    /// <item><term>Needs training</term><description>Yes: one pass over the rows, then trees in memory.</description></item>
    /// <item><term>Exportable to ONNX</term><description>Yes.</description></item>
    /// </list>
    /// <para>Probabilities come from log loss and are well calibrated as they are, unless classes are weighted. The same rows give the same bits for any number of
    /// threads.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static GradientBoostingEstimator GradientBoosting(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog,
        GradientBoostingOptions? options = null,
        string labelColumnName = "Label",
        string featureColumnName = "Features",
        string? exampleWeightColumnName = null,
        IProgress<TreeProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new GradientBoostingEstimator(
            ClassificationTask.Multiclass, options ?? new GradientBoostingOptions(), labelColumnName, featureColumnName, exampleWeightColumnName, progress, cancellation);
    }
}
