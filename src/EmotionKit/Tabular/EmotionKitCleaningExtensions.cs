using EmotionKit.Tabular;

namespace Microsoft.ML;

/// <summary>Fills missing values and tames outliers, on <c>ml.Transforms</c>.</summary>
public static class EmotionKitCleaningExtensions
{
    /// <summary>Fills missing values with what was learned in fitting: the median, or what the options say.</summary>
    /// <param name="catalog">The catalog <c>ml.Transforms</c>.</param>
    /// <param name="outputColumnName">The column to add.</param>
    /// <param name="inputColumnName">The column with missing values; null for <paramref name="outputColumnName"/>.</param>
    /// <param name="options">What takes their place, and whether a column says where; null for the median and no such column.</param>
    /// <param name="cancellation">Stops fitting.</param>
    /// <remarks>
    /// <list type="table">
    /// <item><term>Input column</term><description>Single or Vector&lt;Single&gt; of known size, where NaN is missing; or Text, where the empty text is, for the strategies
    /// MostFrequent and Constant.</description></item>
    /// <item><term>Output columns</term><description>The same type, slot names kept. The indicator column has 1 for each value that was missing, else 0.</description></item>
    /// <item><term>Needs training</term><description>Yes: one pass, then the numbers are in memory. The strategy Nearest keeps all rows of fitting in the model, and
    /// reads them for each row with a missing value.</description></item>
    /// </list>
    /// <para>Equals scikit-learn's <c>SimpleImputer</c>, and <c>KNNImputer</c> for Nearest up to the choice among equally near rows: here the first.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static ImputeMissingEstimator ImputeMissing(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null, ImputeMissingOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new ImputeMissingEstimator(outputColumnName, inputColumnName, options ?? new ImputeMissingOptions(), cancellation);
    }

    /// <summary>Brings values beyond bounds that were learned in fitting to the nearer bound.</summary>
    /// <param name="catalog">The catalog <c>ml.Transforms</c>.</param>
    /// <param name="outputColumnName">The column to add.</param>
    /// <param name="inputColumnName">The column with the numbers; null for <paramref name="outputColumnName"/>.</param>
    /// <param name="options">How the bounds are found; null for one and a half distances of the quartiles beyond them.</param>
    /// <param name="cancellation">Stops fitting.</param>
    /// <remarks>
    /// <list type="table">
    /// <item><term>Input column</term><description>Single, or Vector&lt;Single&gt; of known size. NaN is missing: it is not learned from, and stays NaN.</description></item>
    /// <item><term>Output column</term><description>The same type; slot names are kept.</description></item>
    /// <item><term>Needs training</term><description>Yes: one pass, then the numbers are in memory.</description></item>
    /// </list>
    /// <para>A number of which over three quarters are one value has no distance between its quartiles, and becomes constant by the rule
    /// <see cref="OutlierRule.Iqr"/>: use <see cref="OutlierRule.Quantiles"/> for such numbers.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static ClipOutliersEstimator ClipOutliers(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null, ClipOutliersOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new ClipOutliersEstimator(outputColumnName, inputColumnName, options ?? new ClipOutliersOptions(), cancellation);
    }
}
