using EmotionKit.Evaluation;
using EmotionKit.Rows;
using EmotionKit.Trainers;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Credit;

/// <summary>Truth and predicted probabilities of scored rows, for <see cref="BinaryMetrics"/>, <see cref="LiftTable"/>, <see cref="ThresholdSelection"/>
/// and <see cref="Evaluation.FairnessTable"/>.</summary>
public sealed class ScoredRows
{
    private readonly bool[] _labels;
    private readonly double[] _probabilities;

    private ScoredRows(bool[] labels, double[] probabilities)
    {
        _labels = labels;
        _probabilities = probabilities;
    }

    /// <summary>Whether each row is bad.</summary>
    public ReadOnlySpan<bool> Labels => _labels;

    /// <summary>The predicted probability of each row of being bad.</summary>
    public ReadOnlySpan<double> Probabilities => _probabilities;

    /// <summary>Reads the label and Probability columns. Rows without a label are passed over.</summary>
    /// <param name="scored">Data that a binary model has scored.</param>
    /// <param name="labelColumnName">The truth: Boolean, or a key of two.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <exception cref="ArgumentException">A column is missing or of a wrong type, or there are no rows with a label.</exception>
    /// <exception cref="RowException">A probability is not a number: a feature was none.</exception>
    public static ScoredRows Read(IDataView scored, string labelColumnName = "Label", CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(scored);
        DataViewSchema.Column label = TrainingColumns.FindBinaryLabel(scored.Schema, labelColumnName, nameof(ScoredRows));
        DataViewSchema.Column probability = ColumnLookup.Find(scored.Schema, ScoreColumns.Probability, TrainingColumns.WeightRule, nameof(ScoredRows));
        var labels = new List<bool>();
        var probabilities = new List<double>();
        using DataViewRowCursor cursor = scored.GetRowCursor(new[] { label, probability }.DistinctBy(c => c.Index));
        var classes = new ClassReader(cursor, label);
        ValueGetter<float> get = cursor.GetGetter<float>(probability);
        float value = 0;
        while (cursor.MoveNext())
        {
            cancellation.ThrowIfCancellationRequested();
            int number = classes.Read();
            if (number < 0)
                continue;
            get(ref value);
            if (!(value >= 0 && value <= 1))
                throw new RowException(nameof(ScoredRows), ScoreColumns.Probability, cursor.Position, new ArgumentException($"expected a number from 0 to 1, got {value}; impute missing features."));
            labels.Add(number == 1);
            probabilities.Add(value);
        }
        if (labels.Count == 0)
            throw new ArgumentException($"{nameof(ScoredRows)}: expected rows with a label in column '{labelColumnName}', found none.");
        return new ScoredRows([.. labels], [.. probabilities]);
    }
}
