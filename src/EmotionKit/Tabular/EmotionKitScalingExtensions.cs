using EmotionKit.Tabular;

namespace Microsoft.ML;

/// <summary>Scales numbers, on <c>ml.Transforms</c>.</summary>
public static class EmotionKitScalingExtensions
{
    /// <summary>Subtracts the median of each number and divides by the range between two percentiles, so that outliers do not decide the scale.</summary>
    /// <param name="catalog">The catalog <c>ml.Transforms</c>.</param>
    /// <param name="outputColumnName">The column to add.</param>
    /// <param name="inputColumnName">The column with the numbers; null for <paramref name="outputColumnName"/>.</param>
    /// <param name="options">The percentiles; null for the quartiles.</param>
    /// <param name="cancellation">Stops fitting.</param>
    /// <remarks>
    /// <list type="table">
    /// <item><term>Input column</term><description>Single, or Vector&lt;Single&gt; of known size. NaN is missing: it is not learned from, and stays NaN.</description></item>
    /// <item><term>Output column</term><description>The same type; slot names are kept.</description></item>
    /// <item><term>Needs training</term><description>Yes: one pass, then the numbers are in memory.</description></item>
    /// </list>
    /// <para>Equals scikit-learn's <c>RobustScaler</c>; a range of 0 counts as 1. Learned and computed in double precision.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static ScaleRobustEstimator ScaleRobust(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null, ScaleRobustOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new ScaleRobustEstimator(outputColumnName, inputColumnName, options ?? new ScaleRobustOptions(), cancellation);
    }

    /// <summary>Subtracts the mean of each number and divides by its standard deviation (that of the population).</summary>
    /// <param name="catalog">The catalog <c>ml.Transforms</c>.</param>
    /// <param name="outputColumnName">The column to add.</param>
    /// <param name="inputColumnName">The column with the numbers; null for <paramref name="outputColumnName"/>.</param>
    /// <param name="options">Whether to centre and to scale; null for both.</param>
    /// <param name="cancellation">Stops fitting.</param>
    /// <remarks>
    /// <list type="table">
    /// <item><term>Input column</term><description>Single, or Vector&lt;Single&gt; of known size. NaN is missing: it is not learned from, and stays NaN.</description></item>
    /// <item><term>Output column</term><description>The same type; slot names are kept.</description></item>
    /// <item><term>Needs training</term><description>Yes: one pass, then the numbers are in memory.</description></item>
    /// </list>
    /// <para>Equals scikit-learn's <c>StandardScaler</c>; a number that did not vary is centred only.</para>
    /// </remarks>
    public static ScaleStandardEstimator ScaleStandard(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null, ScaleStandardOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new ScaleStandardEstimator(outputColumnName, inputColumnName, options ?? new ScaleStandardOptions(), cancellation);
    }

    /// <summary>Brings the smallest value of each number to 0 and the largest to 1, or to other ends.</summary>
    /// <param name="catalog">The catalog <c>ml.Transforms</c>.</param>
    /// <param name="outputColumnName">The column to add.</param>
    /// <param name="inputColumnName">The column with the numbers; null for <paramref name="outputColumnName"/>.</param>
    /// <param name="options">The ends, and whether later values are clipped to them; null for 0 and 1, not clipped.</param>
    /// <param name="cancellation">Stops fitting.</param>
    /// <remarks>
    /// <list type="table">
    /// <item><term>Input column</term><description>Single, or Vector&lt;Single&gt; of known size. NaN is missing: it is not learned from, and stays NaN.</description></item>
    /// <item><term>Output column</term><description>The same type; slot names are kept.</description></item>
    /// <item><term>Needs training</term><description>Yes: one pass, then the numbers are in memory.</description></item>
    /// </list>
    /// <para>Equals scikit-learn's <c>MinMaxScaler</c>.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static ScaleMinMaxEstimator ScaleMinMax(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null, ScaleMinMaxOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new ScaleMinMaxEstimator(outputColumnName, inputColumnName, options ?? new ScaleMinMaxOptions(), cancellation);
    }
}
