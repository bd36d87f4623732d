using EmotionKit.Tabular;

namespace Microsoft.ML;

/// <summary>Chooses features and rows, on <c>ml.Transforms</c> and <c>ml.Data</c>.</summary>
public static class EmotionKitSelectionExtensions
{
    /// <summary>Keeps the features that correlate with the label, and of two that say the same the better one.</summary>
    /// <param name="catalog">The catalog <c>ml.Transforms</c>.</param>
    /// <param name="outputColumnName">The column to add.</param>
    /// <param name="inputColumnName">The column with the features; null for <paramref name="outputColumnName"/>.</param>
    /// <param name="options">The limits; null for the defaults.</param>
    /// <param name="cancellation">Stops fitting.</param>
    /// <remarks>
    /// <list type="table">
    /// <item><term>Input column</term><description>Vector&lt;Single&gt; of known size. NaN is missing: a correlation is over the rows that have both values.</description></item>
    /// <item><term>Output column</term><description>Vector&lt;Single&gt; of the features that stay, in their order, with their slot names.</description></item>
    /// <item><term>Needs training</term><description>Yes: features and label of all rows are in memory while it learns. The label is not needed later.</description></item>
    /// </list>
    /// <para>What went and why is in <see cref="SelectByCorrelationTransformer.Features"/>.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static SelectByCorrelationEstimator SelectByCorrelation(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null, SelectByCorrelationOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new SelectByCorrelationEstimator(outputColumnName, inputColumnName, options ?? new SelectByCorrelationOptions(), cancellation);
    }

    /// <summary>The rows without those that are equal to an earlier one, so that no copy of a row can fall on the other side of a split.</summary>
    /// <param name="catalog">The data catalog <c>ml.Data</c>.</param>
    /// <param name="data">The rows; they are read once now, and again whenever the result is.</param>
    /// <param name="columns">The columns that decide: text, numbers, Boolean, or vectors of Single; none for all visible ones.</param>
    /// <remarks>In a pipeline, <c>trainer.WithResampling(new RemoveDuplicates())</c> does so with what the trainer is fitted on, and nothing else. Missing values are
    /// equal to each other.</remarks>
    /// <exception cref="ArgumentException">A column is missing or of a wrong type.</exception>
    public static IDataView RemoveDuplicates(this DataOperationsCatalog catalog, IDataView data, params IReadOnlyList<string> columns)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(columns);
        return DistinctRowsView.Create(data, columns);
    }
}
