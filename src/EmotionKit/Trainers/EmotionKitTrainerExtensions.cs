using EmotionKit.Linear;
using EmotionKit.Trainers;

namespace Microsoft.ML;

/// <summary>EmotionKit's trainers, on ML.NET's catalogs.</summary>
public static class EmotionKitTrainerExtensions
{
    /// <summary>
    /// Multinomial logistic regression: probabilities are the softmax of one linear function of the features per class; log loss with an L2
    /// penalty is minimised by L-BFGS in double precision.
    /// </summary>
    /// <param name="catalog">The catalog <c>ml.MulticlassClassification.Trainers</c>.</param>
    /// <param name="options">Columns and settings; null for the defaults.</param>
    /// <param name="progress">Told after each iteration.</param>
    /// <param name="cancellation">Stops the training, which then throws <see cref="OperationCanceledException"/>.</param>
    /// <remarks>
    /// <list type="table">
    /// <item><term>Label column</term><description>Key&lt;UInt32&gt;, as <c>EncodeLabel</c> makes it. Rows without a label are passed over.</description></item>
    /// <item><term>Feature column</term><description>Vector&lt;Single&gt; of known size. In training every value must be finite; in scoring a row with another
    /// value gets the missing label and NaN scores.</description></item>
    /// <item><term>Output columns</term><description>PredictedLabel: the key of the most probable class, with KeyValues. Score: Vector&lt;Single&gt;, the probability
    /// of each class, with SlotNames.</description></item>
    /// <item><term>Needs training</term><description>Yes: one pass over the rows, then iterations in memory.</description></item>
    /// <item><term>Exportable to ONNX</term><description>No.</description></item>
    /// </list>
    /// <para>Features are standardised inside unless the options say otherwise. The strength of the penalty is that of scikit-learn's
    /// <c>LogisticRegression</c> with <c>C = 1 / L2</c>. The same rows give the same bits for any number of threads.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static LogisticRegressionEstimator LogisticRegression(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog,
        LogisticRegressionOptions? options = null,
        IProgress<OptimizerProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new LogisticRegressionEstimator(options ?? new LogisticRegressionOptions(), progress, cancellation);
    }

    /// <summary>
    /// Logistic regression of two classes with L1, L2 or both penalties (elastic net), fitted to the optimum by Newton's method in double precision;
    /// on request with standard errors, z and p of its coefficients.
    /// </summary>
    /// <param name="catalog">The catalog <c>ml.BinaryClassification.Trainers</c>.</param>
    /// <param name="options">Columns and settings; null for the defaults.</param>
    /// <param name="progress">Told after each iteration.</param>
    /// <param name="cancellation">Stops the training, which then throws <see cref="OperationCanceledException"/>.</param>
    /// <remarks>
    /// <list type="table">
    /// <item><term>Label column</term><description>Boolean, or Key&lt;UInt32&gt; of two classes of which the second is the positive one. Rows without a label are
    /// passed over.</description></item>
    /// <item><term>Feature column</term><description>Vector&lt;Single&gt; of known size. In training every value must be finite; in scoring a row with another
    /// value gets NaN and the label false.</description></item>
    /// <item><term>Output columns</term><description>PredictedLabel: Boolean. Score: Single, the log-odds of the positive class. Probability: Single.</description></item>
    /// <item><term>Needs training</term><description>Yes: one pass over the rows, then iterations in memory.</description></item>
    /// </list>
    /// <para>Features are standardised inside unless the options say otherwise. Penalties are those of scikit-learn's <c>LogisticRegression</c>:
    /// <c>L1 = l1_ratio / C</c>, <c>L2 = (1 - l1_ratio) / C</c>. The same rows give the same bits for any number of threads.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static BinaryLogisticRegressionEstimator LogisticRegression(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog,
        LogisticRegressionOptions? options = null,
        IProgress<OptimizerProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new BinaryLogisticRegressionEstimator(options ?? new LogisticRegressionOptions(), progress, cancellation);
    }
}
