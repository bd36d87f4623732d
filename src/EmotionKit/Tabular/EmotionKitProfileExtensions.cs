using EmotionKit;
using EmotionKit.Tabular;

namespace Microsoft.ML;

/// <summary>Looks at tables.</summary>
public static class EmotionKitProfileExtensions
{
    /// <summary>Says what is in a table: types, missing and distinct values, quantiles, outliers, duplicate rows, the balance of the label, correlations, and
    /// columns that give the label away.</summary>
    /// <param name="catalog">The data catalog <c>ml.Data</c>.</param>
    /// <param name="data">The rows: text, numbers, Boolean and keys, and vectors of Single slot by slot. They are in memory while they are looked at.</param>
    /// <param name="options">The label and the limits; null for the defaults.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">There are no rows, the label is not among the columns, a column is of another type, or a number is infinite.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public static DataProfile Profile(
        this DataOperationsCatalog catalog, IDataView data, DataProfileOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        options ??= new DataProfileOptions();
        options.Validate();
        return DataProfiler.Profile(TableReader.Read(data, [], nameof(Profile)), options, Execution.Threads, cancellation);
    }
}
