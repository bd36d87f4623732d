using System.Runtime.InteropServices;
using EmotionKit.Labels;
using EmotionKit.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Evaluation;

/// <summary>What a classifier said of labelled rows, in memory, and what that is worth.</summary>
public sealed partial class ClassificationOutcome
{
    private readonly string[] _classes;
    private readonly int[] _truth;
    private readonly int[] _predicted;
    private readonly double[] _scores;
    private readonly long[] _rowNumbers;

    private ClassificationOutcome(string[] classes, int[] truth, int[] predicted, double[] scores, long[] rowNumbers, int skippedRows)
    {
        _classes = classes;
        _truth = truth;
        _predicted = predicted;
        _scores = scores;
        _rowNumbers = rowNumbers;
        SkippedRows = skippedRows;
        Metrics = ClassificationMetrics.Compute(truth, predicted, classes.Length, scores);
    }

    /// <summary>Names of the classes, in the order of the scores.</summary>
    public IReadOnlyList<string> Classes => _classes;

    /// <summary>The true class of each row, an index into <see cref="Classes"/>.</summary>
    public ReadOnlySpan<int> Truth => _truth;

    /// <summary>The predicted class of each row.</summary>
    public ReadOnlySpan<int> Predicted => _predicted;

    /// <summary>Probabilities, [row, class]; empty where the rows have none.</summary>
    public ReadOnlySpan<double> Scores => _scores;

    /// <summary>Which row of the scored data each is, from 0; of joined parts, in its part.</summary>
    public ReadOnlySpan<long> RowNumbers => _rowNumbers;

    /// <summary>Rows that were left out: without a label, with a label that the model does not know, or without a prediction.</summary>
    public int SkippedRows { get; }

    /// <summary>The measures.</summary>
    public ClassificationMetrics Metrics { get; }

    /// <summary>Reads the rows that a classifier has scored, once.</summary>
    /// <param name="scored">Rows with a label, a predicted label and, if they have them, scores.</param>
    /// <param name="labelColumnName">The truth: a key with KeyValues, text, a number or Boolean; it is compared with the prediction by name.</param>
    /// <param name="predictedLabelColumnName">A key with KeyValues, or the Boolean of a binary trainer: the classes are then those of a label that is a
    /// key of two, else False and True.</param>
    /// <param name="scoreColumnName">A vector of Single, one probability per class; done without where there is no such column, or where its values are
    /// no probabilities. Of binary trainers the column Probability is read instead.</param>
    /// <exception cref="ArgumentException">A column is missing or of a wrong type, or no row has both label and prediction.</exception>
    public static ClassificationOutcome Read(
        IDataView scored, string labelColumnName = "Label", string predictedLabelColumnName = "PredictedLabel", string scoreColumnName = "Score")
    {
        const string Component = nameof(ClassificationOutcome);
        ArgumentNullException.ThrowIfNull(scored);
        if (scored.Schema.GetColumnOrNull(predictedLabelColumnName) is { Type: BooleanDataViewType } answer)
            return ReadBinary(scored, labelColumnName, answer, Component);
        DataViewSchema.Column predicted = ColumnLookup.Find(scored.Schema, predictedLabelColumnName, TypeRule.Key, Component);
        DataViewSchema.Column label = scored.Schema.GetColumnOrNull(labelColumnName)
            ?? throw ColumnLookup.Missing(Component, labelColumnName, "Key<UInt32>, Text, a number or Boolean", scored.Schema.Select(c => c.Name));
        DataViewSchema.Column? score = scored.Schema.GetColumnOrNull(scoreColumnName);
        if (score is not null)
            score = ColumnLookup.Find(scored.Schema, scoreColumnName, TypeRule.KnownSingleVector, Component);
        string[] classes = KeyNames.Of(predicted);
        if (score is { } found && ((VectorDataViewType)found.Type).Size != classes.Length)
            throw ColumnLookup.WrongType(Component, scoreColumnName, $"Vector<Single, {classes.Length}>, a score per class", TypeText.Of(found.Type));

        var table = new LabelTable(classes);
        var rows = new RowCollector();
        DataViewSchema.Column[] needed = score is { } s ? [label, predicted, s] : [label, predicted];
        using DataViewRowCursor cursor = scored.GetRowCursor(needed);
        var readLabel = new LabelReader(cursor, label, Component);
        ValueGetter<uint> getPredicted = cursor.GetGetter<uint>(predicted);
        ValueGetter<VBuffer<float>>? getScores = score is { } wanted ? cursor.GetGetter<VBuffer<float>>(wanted) : null;
        VBuffer<float> scores = default;
        while (cursor.MoveNext())
        {
            uint key = 0;
            getPredicted(ref key);
            getScores?.Invoke(ref scores);
            rows.Add((int)table.KeyOf(readLabel.Read()) - 1, (int)key - 1, in scores);
        }
        if (rows.Truth.Count == 0)
        {
            throw new ArgumentException(
                $"{Component}: expected rows with a label that the model knows ({string.Join(", ", classes)}) and a prediction, found none among {rows.Skipped} rows.", nameof(scored));
        }
        double[] probabilities = rows.AreProbabilities ? [.. rows.Scores] : [];
        return new ClassificationOutcome(classes, [.. rows.Truth], [.. rows.Predicted], probabilities, [.. rows.Numbers], rows.Skipped);
    }

    /// <summary>Joins the outcomes of several parts of one data set, such as the folds of a cross-validation, into that of the whole.</summary>
    /// <param name="parts">At least one; all of the same classes in the same order, and all with scores or all without.</param>
    /// <exception cref="ArgumentException">There are no parts, or they differ in their classes.</exception>
    public static ClassificationOutcome Join(IReadOnlyList<ClassificationOutcome> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        if (parts.Count == 0)
            throw new ArgumentException("parts: expected at least one outcome, got none.", nameof(parts));
        ClassificationOutcome first = parts[0];
        foreach (ClassificationOutcome part in parts)
        {
            if (!part.Classes.SequenceEqual(first.Classes) || part._scores.Length == 0 != (first._scores.Length == 0))
            {
                throw new ArgumentException(
                    $"parts: expected the same classes everywhere, got {string.Join(", ", first.Classes)} and {string.Join(", ", part.Classes)}.", nameof(parts));
            }
        }
        return new ClassificationOutcome(
            first._classes,
            [.. parts.SelectMany(p => p._truth)],
            [.. parts.SelectMany(p => p._predicted)],
            [.. parts.SelectMany(p => p._scores)],
            [.. parts.SelectMany(p => p._rowNumbers)],
            parts.Sum(p => p.SkippedRows));
    }

    private sealed class RowCollector
    {
        private const double SumTolerance = 1e-3;

        public List<int> Truth { get; } = [];

        public List<int> Predicted { get; } = [];

        public List<double> Scores { get; } = [];

        public List<long> Numbers { get; } = [];

        public int Skipped { get; private set; }

        /// <summary>False once a row was no distribution over the classes: some trainers give margins instead.</summary>
        public bool AreProbabilities { get; private set; } = true;

        public void Add(int truth, int predicted, in VBuffer<float> scores)
        {
            if (truth < 0 || predicted < 0)
            {
                Skipped++;
                return;
            }
            Numbers.Add(Truth.Count + Skipped);
            Truth.Add(truth);
            Predicted.Add(predicted);
            int start = Scores.Count;
            CollectionsMarshal.SetCount(Scores, start + scores.Length);
            Span<double> row = CollectionsMarshal.AsSpan(Scores)[start..];
            row.Clear();
            double sum = 0;
            foreach ((int slot, float score) in scores.Items(all: false))
            {
                row[slot] = score;
                sum += score;
                AreProbabilities &= score >= 0;
            }
            AreProbabilities &= scores.Length == 0 || Math.Abs(sum - 1) < SumTolerance;
        }
    }
}
