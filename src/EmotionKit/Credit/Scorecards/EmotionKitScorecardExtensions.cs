using EmotionKit.Credit;
using EmotionKit.Scorecards;

namespace Microsoft.ML;

/// <summary>Points-based scorecards, on <c>ml.BinaryClassification.Trainers</c>.</summary>
public static class EmotionKitScorecardExtensions
{
    /// <summary>A points-based scorecard: columns are binned, monotone where they are numbers, and a logistic regression of the bins' weights of evidence gives each
    /// bin its points (Siddiqi 2006).</summary>
    /// <param name="catalog">The catalog <c>ml.BinaryClassification.Trainers</c>.</param>
    /// <param name="columns">The columns to choose from, as they come; those that say too little are left out.</param>
    /// <param name="options">Bins and scale; null for the defaults: 600 points at odds of 50 to 1, 20 points double the odds.</param>
    /// <param name="labelColumnName">The truth: Boolean, or a key of two; true, or the second key, is a bad customer.</param>
    /// <param name="cancellation">Stops the training, which then throws <see cref="OperationCanceledException"/>.</param>
    /// <remarks>
    /// <list type="table">
    /// <item><term>Input columns</term><description>Single (NaN is missing), Text (empty is missing), Boolean.</description></item>
    /// <item><term>Output columns</term><description>PredictedLabel: Boolean. Score: Single, the log-odds of being bad. Probability: Single. Points: Single, high for good customers.</description></item>
    /// <item><term>Needs training</term><description>Yes: one pass over the rows.</description></item>
    /// </list>
    /// <para>A value without a bin (a category never seen, where none was rare; missing, where none was) gets the column's average points.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">There are no columns, or an option is out of its range.</exception>
    public static ScorecardEstimator Scorecard(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog, IEnumerable<string> columns, ScorecardOptions? options = null,
        string labelColumnName = "Label", CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new ScorecardEstimator(columns, labelColumnName, options ?? new ScorecardOptions(), cancellation);
    }
}
