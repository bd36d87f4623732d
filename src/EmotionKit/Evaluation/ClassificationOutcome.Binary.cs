using EmotionKit.Labels;
using EmotionKit.Rows;
using EmotionKit.Trainers;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Evaluation;

public sealed partial class ClassificationOutcome
{
    private static readonly TypeRule ProbabilityRule = new(
        "Single", (kind, item, isKey) => kind == SchemaShape.Column.VectorKind.Scalar && item == typeof(float) && !isKey);

    private static ClassificationOutcome ReadBinary(IDataView scored, string labelColumnName, DataViewSchema.Column predicted, string component)
    {
        DataViewSchema.Column label = scored.Schema.GetColumnOrNull(labelColumnName)
            ?? throw ColumnLookup.Missing(component, labelColumnName, "Boolean, or Key<UInt32> of two classes", scored.Schema.Select(c => c.Name));
        DataViewSchema.Column? probability = scored.Schema.GetColumnOrNull(ScoreColumns.Probability) is null
            ? null
            : ColumnLookup.Find(scored.Schema, ScoreColumns.Probability, ProbabilityRule, component);
        string[] classes = label.Type is KeyDataViewType { Count: 2 } ? KeyNames.Of(label) : [bool.FalseString, bool.TrueString];
        var table = new LabelTable(classes);
        var truth = new List<int>();
        var answers = new List<int>();
        var scores = new List<double>();
        var numbers = new List<long>();
        int skipped = 0;
        DataViewSchema.Column[] needed = probability is { } p ? [label, predicted, p] : [label, predicted];
        using DataViewRowCursor cursor = scored.GetRowCursor(needed);
        var readLabel = new LabelReader(cursor, label, component);
        ValueGetter<bool> getPredicted = cursor.GetGetter<bool>(predicted);
        ValueGetter<float>? getProbability = probability is { } wanted ? cursor.GetGetter<float>(wanted) : null;
        while (cursor.MoveNext())
        {
            int number = (int)table.KeyOf(readLabel.Read()) - 1;
            bool answer = false;
            float score = 0;
            getPredicted(ref answer);
            getProbability?.Invoke(ref score);
            if (number < 0 || float.IsNaN(score))
            {
                skipped++;
                continue;
            }
            numbers.Add(truth.Count + skipped);
            truth.Add(number);
            answers.Add(answer ? 1 : 0);
            if (getProbability is not null)
                scores.AddRange([1 - (double)score, score]);
        }
        return truth.Count > 0
            ? new ClassificationOutcome(classes, [.. truth], [.. answers], [.. scores], [.. numbers], skipped)
            : throw new ArgumentException(
                $"{component}: expected rows with a label ({string.Join(" or ", classes)}) and a prediction, found none among {skipped} rows.", nameof(scored));
    }
}
