using EmotionKit;
using EmotionKit.Credit;
using EmotionKit.Evaluation;
using EmotionKit.Labels;
using EmotionKit.Rows;
using EmotionKit.Trainers;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>What a lender asks of a model beyond its accuracy, on <c>ml.BinaryClassification</c>.</summary>
public static class EmotionKitCreditExtensions
{
    /// <summary>How much a model needs each column of its input: the columns' values are dealt to other rows, one column at a time.</summary>
    /// <param name="catalog">The catalog <c>ml.BinaryClassification</c>.</param>
    /// <param name="model">A model that adds a Probability column, from the raw columns on.</param>
    /// <param name="data">Rows that it was not trained on, with their label.</param>
    /// <param name="options">Metric, repeats and rows; null for the defaults.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The columns, the most important first. Columns that say the same share their importance.</returns>
    /// <exception cref="ArgumentException">A column is missing or of a wrong type, or one class has no rows.</exception>
    public static IReadOnlyList<ColumnImportance> PermutationImportance(
        this BinaryClassificationCatalog catalog, ITransformer model, IDataView data, PermutationImportanceOptions? options = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        return EmotionKit.Credit.PermutationImportance.Compute(model, data, options ?? new PermutationImportanceOptions(), cancellation);
    }

    /// <summary>How a model's probability changes on average with a column's value, all else being as it is.</summary>
    /// <param name="catalog">The catalog <c>ml.BinaryClassification</c>.</param>
    /// <param name="model">A model that adds a Probability column, from the raw columns on.</param>
    /// <param name="data">Rows; a label is not needed.</param>
    /// <param name="columnName">The column: Single, Text or Boolean.</param>
    /// <param name="options">Points and rows; null for the defaults.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>Numbers from low to high, then missing; categories from the most frequent on.</returns>
    /// <exception cref="ArgumentException">The column is missing or of a wrong type, or there are no rows.</exception>
    public static IReadOnlyList<PartialDependencePoint> PartialDependence(
        this BinaryClassificationCatalog catalog, ITransformer model, IDataView data, string columnName, PartialDependenceOptions? options = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        Check.NotEmpty(columnName);
        return EmotionKit.Credit.PartialDependence.Compute(model, data, columnName, options ?? new PartialDependenceOptions(), cancellation);
    }

    /// <summary>AUC, KS, Gini, Brier, log loss and calibration of scored rows.</summary>
    /// <param name="catalog">The catalog <c>ml.BinaryClassification</c>.</param>
    /// <param name="scored">Rows with a label and a Probability column.</param>
    /// <param name="labelColumnName">The truth: Boolean, or a key of two.</param>
    /// <exception cref="ArgumentException">A column is missing or of a wrong type, or no row has a label.</exception>
    public static BinaryMetrics EvaluateScores(this BinaryClassificationCatalog catalog, IDataView scored, string labelColumnName = "Label")
    {
        ArgumentNullException.ThrowIfNull(catalog);
        var rows = ScoredRows.Read(scored, labelColumnName);
        return BinaryMetrics.Compute(rows.Labels, rows.Probabilities);
    }

    /// <summary>How groups of people fare under a threshold: approval, error rates and calibration per group.</summary>
    /// <param name="catalog">The catalog <c>ml.BinaryClassification</c>.</param>
    /// <param name="scored">Rows with a label, a Probability column and the group.</param>
    /// <param name="groupColumnName">The group: text, a number, Boolean or a key.</param>
    /// <param name="threshold">Rows with at least this probability of being bad are refused.</param>
    /// <param name="labelColumnName">The truth: Boolean, or a key of two; every row needs one.</param>
    /// <exception cref="ArgumentException">A column is missing or of a wrong type, or a row has no label.</exception>
    public static IReadOnlyList<FairnessRow> Fairness(
        this BinaryClassificationCatalog catalog, IDataView scored, string groupColumnName, double threshold, string labelColumnName = "Label")
    {
        ArgumentNullException.ThrowIfNull(catalog);
        var rows = ScoredRows.Read(scored, labelColumnName);
        DataViewSchema.Column column = scored.Schema.GetColumnOrNull(groupColumnName)
            ?? throw ColumnLookup.Missing(nameof(Fairness), groupColumnName, "text, a number, Boolean or a key", scored.Schema.Where(c => !c.IsHidden).Select(c => c.Name));
        var groups = new List<string?>();
        using (DataViewRowCursor cursor = scored.GetRowCursor([column]))
        {
            var reader = new LabelReader(cursor, column, nameof(Fairness));
            while (cursor.MoveNext())
                groups.Add(reader.Read());
        }
        return FairnessTable.Compute(groups, rows.Labels, rows.Probabilities, threshold);
    }

    /// <summary>Population stability of every column that two sets have in common, scores included: which ones have moved, and how far.</summary>
    /// <param name="catalog">The catalog <c>ml.BinaryClassification</c>.</param>
    /// <param name="expected">The older rows, such as those trained on.</param>
    /// <param name="actual">The newer rows.</param>
    /// <param name="bins">Bins of numbers, of equal count in the older rows, at least 2.</param>
    /// <returns>By column, the one that moved most first. Vectors are left out.</returns>
    /// <exception cref="ArgumentException">There are no rows on a side, or no common columns.</exception>
    public static IReadOnlyList<KeyValuePair<string, PopulationStability>> PopulationStability(
        this BinaryClassificationCatalog catalog, IDataView expected, IDataView actual, int bins = 10)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentNullException.ThrowIfNull(actual);
        return StabilityTable.Compute(expected, actual, bins);
    }
}
