using EmotionKit.Tabular;

namespace Microsoft.ML;

/// <summary>Turns categories into numbers, on <c>ml.Transforms</c>.</summary>
public static class EmotionKitEncodingExtensions
{
    /// <summary>Turns the categories of a column into numbers that were learned in fitting.</summary>
    /// <param name="catalog">The catalog <c>ml.Transforms</c>.</param>
    /// <param name="outputColumnName">The column to add.</param>
    /// <param name="inputColumnName">The column with the categories; null for <paramref name="outputColumnName"/>.</param>
    /// <param name="options">Which encoding; null for one-hot.</param>
    /// <param name="cancellation">Stops fitting.</param>
    /// <remarks>
    /// <list type="table">
    /// <item><term>Input column</term><description>Text, a number or Boolean. The empty text, and NaN, are missing.</description></item>
    /// <item><term>Output column</term><description>Vector&lt;Single&gt; of known size with slot names for one-hot, and for Target and WeightOfEvidence of a key: a slot per class, of two
    /// classes one for the second; else Single.</description></item>
    /// <item><term>Needs training</term><description>Yes: one pass; the categories of all rows are in memory while it learns.</description></item>
    /// </list>
    /// <list type="table">
    /// <item><term>Encoding</term><description>Missing; unseen in fitting</description></item>
    /// <item><term>Ordinal</term><description>NaN; -1 (scikit-learn's <c>OrdinalEncoder</c> with those codes).</description></item>
    /// <item><term>OneHot</term><description>A slot of its own where it was there in fitting, else zeros; the slot "(other)" where rare categories share one, else zeros.</description></item>
    /// <item><term>Target</term><description>As a category where it was there in fitting, else the mean of the label; the mean of the label.</description></item>
    /// <item><term>WeightOfEvidence</term><description>As a category where it was there in fitting, else 0; 0.</description></item>
    /// </list>
    /// <para>Target and WeightOfEvidence learn from the label (Micci-Barreca 2001; Good 1950). A trainer behind them would find its rows' own labels in the
    /// features, so they are used with <see cref="AppendOutOfFold"/>.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static EncodeCategoriesEstimator EncodeCategories(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null, EncodeCategoriesOptions? options = null, CancellationToken cancellation = default) =>
        catalog.EncodeCategories([new InputOutputColumnPair(outputColumnName, inputColumnName)], options, cancellation);

    /// <summary>Turns the categories of several columns into numbers, read in one pass; see the other overload.</summary>
    /// <param name="catalog">The catalog <c>ml.Transforms</c>.</param>
    /// <param name="columns">The columns to add, and the columns with the categories.</param>
    /// <param name="options">Which encoding; null for one-hot.</param>
    /// <param name="cancellation">Stops fitting.</param>
    /// <exception cref="ArgumentException">An option is out of its range, there are no columns, or two have one output.</exception>
    public static EncodeCategoriesEstimator EncodeCategories(
        this TransformsCatalog catalog, IReadOnlyList<InputOutputColumnPair> columns, EncodeCategoriesOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(columns);
        return new EncodeCategoriesEstimator(columns, options ?? new EncodeCategoriesOptions(), cancellation);
    }

    /// <summary>
    /// Appends what is trained on encoded categories, so that no row is trained on with an encoding that knows its label: in fitting, rows are dealt
    /// into folds, and a row gets what its category is by the labels of the rows in the other folds. Later rows get what all rows taught.
    /// </summary>
    /// <param name="encoding">An encoding by <see cref="CategoryEncoding.Target"/> or <see cref="CategoryEncoding.WeightOfEvidence"/>.</param>
    /// <param name="rest">What comes behind it, the trainer included.</param>
    /// <param name="folds">Folds, 2 or more, each with its share of every label.</param>
    /// <param name="seed">Same seed, same folds.</param>
    /// <exception cref="ArgumentException">The encoding does not learn from the label, or there are fewer than two folds.</exception>
    public static OutOfFoldEncodingEstimator AppendOutOfFold(
        this EncodeCategoriesEstimator encoding, IEstimator<ITransformer> rest, int folds = 5, long seed = 1)
    {
        ArgumentNullException.ThrowIfNull(encoding);
        ArgumentNullException.ThrowIfNull(rest);
        return new OutOfFoldEncodingEstimator(encoding, rest, folds, seed);
    }
}
