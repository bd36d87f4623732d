using EmotionKit.Evaluation;
using EmotionKit.Splits;
using EmotionKit.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Evaluation;

public class CrossValidationTests
{
    private static readonly MLContext Ml = new(seed: 1);

    private sealed class Row
    {
        public string Label { get; set; } = "";

        public string Speaker { get; set; } = "";

        [VectorType(3)]
        public float[] Features { get; set; } = [];
    }

    private sealed class Scored
    {
        public string Label { get; set; } = "";

        /// <summary>From 0, as ML.NET reads keys from objects; beyond the count is missing.</summary>
        public uint PredictedLabel { get; set; }

        public float[]? Score { get; set; }
    }

    [Fact]
    public void Every_row_is_scored_once_by_a_model_that_did_not_see_its_speaker()
    {
        IDataView data = Ml.Data.LoadFromEnumerable(Rows());
        CrossValidationOutcome outcome = Ml.MulticlassClassification.CrossValidateBySpeaker(data, Pipeline(), folds: 4, seed: 2);
        Assert.Equal(4, outcome.Folds.Count);
        Assert.Equal(240, outcome.Metrics.Rows);
        Assert.Equal(["a", "b", "c"], outcome.Outcome.Classes);
        Assert.Equal(240, outcome.Folds.Sum(f => f.Outcome.Metrics.Rows));
        // Classes are two deviations apart, and each speaker has an offset that only leaking could know.
        Assert.InRange(outcome.Metrics.Uar, 0.7, 0.99);
        foreach (FoldOutcome fold in outcome.Folds)
        {
            IDataView train = Ml.Data.CrossValidateBySpeaker(data, 4, 2)[fold.Fold].TrainSet;
            ITransformer again = Pipeline().Fit(train);
            Assert.Equal(
                RowDump.Of(again.Transform(Ml.Data.CrossValidateBySpeaker(data, 4, 2)[fold.Fold].TestSet), "Score"),
                RowDump.Of(fold.ScoredTestSet, "Score"));
        }
    }

    [Fact]
    public void The_whole_is_measured_over_all_rows()
    {
        IDataView data = Ml.Data.LoadFromEnumerable(Rows());
        CrossValidationOutcome outcome = Ml.MulticlassClassification.CrossValidateStratified(data, Pipeline(), folds: 3);
        int correct = outcome.Folds.Sum(f => (int)Math.Round(f.Outcome.Metrics.Accuracy * f.Outcome.Metrics.Rows));
        Assert.Equal(correct / 240.0, outcome.Metrics.Accuracy, 12);
        Assert.NotNull(outcome.Metrics.Scores);
    }

    [Fact]
    public void The_evaluator_of_ml_net_agrees()
    {
        IDataView data = Ml.Data.LoadFromEnumerable(Rows());
        (IDataView train, IDataView test) = Ml.Data.SplitBySpeaker(data, 0.3);
        IDataView scored = Pipeline().Fit(train).Transform(test);
        MulticlassClassificationMetrics expected = Ml.MulticlassClassification.Evaluate(scored);
        ClassificationMetrics actual = ClassificationOutcome.Read(scored).Metrics;
        Assert.Equal(expected.MicroAccuracy, actual.Accuracy, 9);
        Assert.Equal(expected.MacroAccuracy, actual.Uar, 9);
        Assert.Equal(expected.LogLoss, actual.Scores!.LogLoss, 5);
        Assert.Equal(expected.ConfusionMatrix.Counts.SelectMany(r => r).Select(c => (int)c), actual.Confusion.ToRows().SelectMany(r => r));
    }

    [Fact]
    public void One_fold_per_speaker_is_possible_though_a_speaker_lacks_a_class()
    {
        Row[] rows = [.. Rows().Where(r => r.Speaker != "s3" || r.Label != "b")];
        IDataView data = Ml.Data.LoadFromEnumerable(rows);
        foreach (string? label in new[] { "Label", null })
        {
            CrossValidationOutcome outcome = Ml.MulticlassClassification.CrossValidateBySpeaker(
                data, Pipeline(), folds: 12, options: new SplitOptions { LabelColumnName = label });
            Assert.Equal(rows.Length, outcome.Metrics.Rows);
            Assert.Equal(12, outcome.Folds.Count);
        }
    }

    [Fact]
    public void Folds_are_told_as_they_are_done_and_can_be_stopped()
    {
        IDataView data = Ml.Data.LoadFromEnumerable(Rows());
        using var source = new CancellationTokenSource();
        var told = new List<int>();
        var progress = new Watcher(f =>
        {
            told.Add(f.Fold);
            if (f.Fold == 1)
                source.Cancel();
        });
        Assert.ThrowsAny<OperationCanceledException>(() => Ml.MulticlassClassification.CrossValidateBySpeaker(
            data, Pipeline(), folds: 4, progress: progress, cancellation: source.Token));
        Assert.Equal([0, 1], told);
    }

    [Fact]
    public void Rows_without_label_or_prediction_are_counted_not_measured()
    {
        ClassificationOutcome outcome = ClassificationOutcome.Read(View(
            new Scored { Label = "x", PredictedLabel = 0, Score = [0.7f, 0.2f, 0.1f] },
            new Scored { Label = "", PredictedLabel = 0, Score = [0.7f, 0.2f, 0.1f] },
            new Scored { Label = "unknown", PredictedLabel = 0, Score = [0.7f, 0.2f, 0.1f] },
            new Scored { Label = "y", PredictedLabel = 9, Score = [float.NaN, float.NaN, float.NaN] },
            new Scored { Label = "z", PredictedLabel = 1, Score = [0, 0.6f, 0.4f] }));
        Assert.Equal(2, outcome.Metrics.Rows);
        Assert.Equal(3, outcome.SkippedRows);
        Assert.Equal([0, 2], outcome.Truth.ToArray());
        Assert.Equal([0, 1], outcome.Predicted.ToArray());
        Assert.Equal(0.5, outcome.Metrics.Accuracy);
        Assert.Equal(1, outcome.Metrics.Scores!.TopK(2));
    }

    [Fact]
    public void Margins_instead_of_probabilities_are_not_measured_as_such()
    {
        ClassificationOutcome outcome = ClassificationOutcome.Read(View(
            new Scored { Label = "x", PredictedLabel = 0, Score = [1.5f, -0.2f, 0.1f] },
            new Scored { Label = "y", PredictedLabel = 1, Score = [0.1f, 3f, 0.1f] }));
        Assert.Equal(1, outcome.Metrics.Accuracy);
        Assert.Null(outcome.Metrics.Scores);
    }

    [Fact]
    public void Rows_that_cannot_be_measured_are_refused()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => ClassificationOutcome.Read(View(new Scored { Label = "q", PredictedLabel = 0, Score = [1, 0, 0] })));
        Assert.Contains("x, y, z", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<ArgumentException>(() => ClassificationOutcome.Read(Ml.Data.LoadFromEnumerable(Rows())));
        Assert.Contains("'PredictedLabel' is missing", error.Message, StringComparison.Ordinal);
    }

    private static IEstimator<ITransformer> Pipeline() =>
        Ml.Transforms.EncodeLabel().Append(Ml.MulticlassClassification.Trainers.LogisticRegression());

    private static IDataView View(params Scored[] rows)
    {
        var definition = SchemaDefinition.Create(typeof(Scored));
        definition["PredictedLabel"].ColumnType = new KeyDataViewType(typeof(uint), 3);
        definition["Score"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 3);
        ReadOnlyMemory<char>[] names = ["x".AsMemory(), "y".AsMemory(), "z".AsMemory()];
        definition["PredictedLabel"].AddAnnotation("KeyValues", new VBuffer<ReadOnlyMemory<char>>(3, names), new VectorDataViewType(TextDataViewType.Instance, 3));
        return Ml.Data.LoadFromEnumerable(rows, definition);
    }

    private static Row[] Rows()
    {
        var rows = new Row[240];
        for (int i = 0; i < rows.Length; i++)
        {
            int speaker = i / 20, k = i % 3;
            var random = new Random(i);
            float offset = new Random(1000 + speaker).NextNormal();
            rows[i] = new Row { Label = "abc".Substring(k, 1), Speaker = $"s{speaker}", Features = [random.NextNormal() + 2 * k + offset, random.NextNormal() - (k == 1 ? 2 : 0), random.NextNormal()] };
        }
        return rows;
    }

    private sealed class Watcher(Action<FoldOutcome> told) : IProgress<FoldOutcome>
    {
        public void Report(FoldOutcome value) => told(value);
    }
}
