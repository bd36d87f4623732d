using EmotionKit;
using EmotionKit.Evaluation;
using EmotionKit.Splits;

namespace Microsoft.ML;

/// <summary>Splits that do not leak: a speaker, or a recording, is never on both sides.</summary>
/// <remarks>
/// The data is read once, its label, speaker and path columns only, to decide on the rows; the parts returned read it again, in its order,
/// whenever they are read. Every part has rows of every class, or there is an error that names the class. The same seed gives the same
/// split, whatever the number of threads.
/// </remarks>
public static class EmotionKitSplitExtensions
{
    /// <summary>Divides the data so that each speaker is on one side, and copies of a recording too.</summary>
    /// <param name="catalog">The data catalog.</param>
    /// <param name="data">Rows with a speaker and a label.</param>
    /// <param name="testFraction">The share of each class' rows to test on, above 0 and below 1; met as closely as whole speakers allow.</param>
    /// <param name="seed">Another seed, another choice of speakers.</param>
    /// <param name="options">The columns, or null for the defaults.</param>
    /// <exception cref="ArgumentException">A column is missing or of a wrong type, a row has no speaker, or a class would be missing on one side.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="testFraction"/> is out of range.</exception>
    public static DataSplit SplitBySpeaker(
        this DataOperationsCatalog catalog, IDataView data, double testFraction = 0.2, int seed = 0, SplitOptions? options = null) =>
        Split(catalog, data, testFraction, seed, options, bySpeaker: true, nameof(SplitBySpeaker));

    /// <summary>Divides the data so that each side has the same shares of the classes, copies of a recording staying on one side.</summary>
    /// <param name="catalog">The data catalog.</param>
    /// <param name="data">Rows with a label.</param>
    /// <param name="testFraction">The share of each class' rows to test on, above 0 and below 1.</param>
    /// <param name="seed">Another seed, another choice of rows.</param>
    /// <param name="options">The columns, or null for the defaults.</param>
    /// <exception cref="ArgumentException">A column is missing or of a wrong type, or a class would be missing on one side.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="testFraction"/> is out of range.</exception>
    public static DataSplit SplitStratified(
        this DataOperationsCatalog catalog, IDataView data, double testFraction = 0.2, int seed = 0, SplitOptions? options = null) =>
        Split(catalog, data, testFraction, seed, options, bySpeaker: false, nameof(SplitStratified));

    /// <summary>Divides the data into folds, each speaker in one of them.</summary>
    /// <param name="catalog">The data catalog.</param>
    /// <param name="data">Rows with a speaker and a label.</param>
    /// <param name="folds">Number of folds, 2 to the number of speakers.</param>
    /// <param name="seed">Another seed, another division where there is a choice.</param>
    /// <param name="options">The columns, or null for the defaults.</param>
    /// <returns>One entry per fold; each row is in the test set of exactly one.</returns>
    /// <exception cref="ArgumentException">A column is missing or of a wrong type, a row has no speaker, there are fewer speakers than folds, or a class
    /// would be missing from a fold.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="folds"/> is below 2.</exception>
    public static IReadOnlyList<DataFold> CrossValidateBySpeaker(
        this DataOperationsCatalog catalog, IDataView data, int folds = 5, int seed = 0, SplitOptions? options = null) =>
        catalog is null ? throw new ArgumentNullException(nameof(catalog)) : FoldsBySpeaker(data, folds, seed, options);

    /// <summary>Divides the data into folds of the same shares of the classes, copies of a recording staying in one fold.</summary>
    /// <param name="catalog">The data catalog.</param>
    /// <param name="data">Rows with a label.</param>
    /// <param name="folds">Number of folds, 2 to the rows of the rarest class.</param>
    /// <param name="seed">Another seed, another division.</param>
    /// <param name="options">The columns, or null for the defaults.</param>
    /// <returns>One entry per fold; each row is in the test set of exactly one.</returns>
    /// <exception cref="ArgumentException">A column is missing or of a wrong type, or a class would be missing from a fold.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="folds"/> is below 2.</exception>
    public static IReadOnlyList<DataFold> CrossValidateStratified(
        this DataOperationsCatalog catalog, IDataView data, int folds = 5, int seed = 0, SplitOptions? options = null) =>
        catalog is null ? throw new ArgumentNullException(nameof(catalog)) : StratifiedFolds(data, folds, seed, options);

    internal static DataFold[] FoldsBySpeaker(IDataView data, int folds, int seed, SplitOptions? options) =>
        Folds(data, folds, seed, options, bySpeaker: true, nameof(CrossValidateBySpeaker));

    internal static DataFold[] StratifiedFolds(IDataView data, int folds, int seed, SplitOptions? options) =>
        Folds(data, folds, seed, options, bySpeaker: false, nameof(CrossValidateStratified));

    private static DataSplit Split(
        DataOperationsCatalog catalog, IDataView data, double testFraction, int seed, SplitOptions? options, bool bySpeaker, string component)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        var rows = SplitRows.Read(data, options ?? new SplitOptions(), bySpeaker, component);
        bool[] test = GroupedSplit.TestRows(rows.Labels, rows.Units, testFraction, seed, rows.Names);
        int[] parts = Array.ConvertAll(test, t => t ? 1 : 0);
        return new DataSplit(new RowSubsetView(data, parts, 1, complement: true), new RowSubsetView(data, parts, 1, complement: false));
    }

    private static DataFold[] Folds(IDataView data, int folds, int seed, SplitOptions? options, bool bySpeaker, string component)
    {
        Check.AtLeast(folds, 2);
        var rows = SplitRows.Read(data, options ?? new SplitOptions(), bySpeaker, component);
        int[] foldOfRow = GroupedSplit.Folds(rows.Labels, rows.Units, folds, seed, rows.Names);
        var result = new DataFold[folds];
        for (int fold = 0; fold < folds; fold++)
        {
            result[fold] = new DataFold(
                fold, new RowSubsetView(data, foldOfRow, fold, complement: true), new RowSubsetView(data, foldOfRow, fold, complement: false));
        }
        return result;
    }
}
