using EmotionKit.Evaluation;
using EmotionKit.Rows;
using EmotionKit.Tests.Support;
using EmotionKit.Trainers;
using EmotionKit.Trees;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Trainers;

/// <summary>What every trainer of two classes does, seen with trees.</summary>
public class BinaryTrainerTests
{
    private static readonly MLContext Ml = new(seed: 1);

    private sealed class Row
    {
        public bool Label { get; set; }

        public string Answer { get; set; } = "";

        [VectorType(3)]
        public float[] Features { get; set; } = [];

        public float Weight { get; set; } = 1;
    }

    private sealed class Prediction
    {
        public bool PredictedLabel { get; set; }

        public float Score { get; set; }

        public float Probability { get; set; }
    }

    [Fact]
    public void Columns_are_those_of_an_ml_net_trainer_and_agree_with_each_other()
    {
        IDataView data = View(Rows(300));
        foreach (IEstimator<ITransformer> trainer in Trainers())
        {
            IDataView scored = trainer.Fit(data).Transform(data);
            Assert.Equal(BooleanDataViewType.Instance, scored.Schema["PredictedLabel"].Type);
            Assert.Equal(NumberDataViewType.Single, scored.Schema["Score"].Type);
            Assert.Equal(NumberDataViewType.Single, scored.Schema["Probability"].Type);
            foreach (Prediction p in Ml.Data.CreateEnumerable<Prediction>(scored, reuseRowObject: false))
            {
                Assert.Equal(p.Score > 0, p.PredictedLabel);
                Assert.Equal(1 / (1 + Math.Exp(-p.Score)), p.Probability, 1e-5);
            }
        }
    }

    [Fact]
    public void Ml_nets_evaluation_and_ours_measure_the_same()
    {
        IDataView train = View(Rows(600)), test = View(Rows(400, first: 1_000));
        foreach (IEstimator<ITransformer> trainer in Trainers())
        {
            IDataView scored = trainer.Fit(train).Transform(test);
            CalibratedBinaryClassificationMetrics theirs = Ml.BinaryClassification.Evaluate(scored);
            ClassificationOutcome ours = ClassificationOutcome.Read(scored);
            Assert.Equal(["False", "True"], ours.Classes);
            Assert.Equal(theirs.Accuracy, ours.Metrics.Accuracy, 1e-9);
            bool[] positive = [.. ours.Truth.ToArray().Select(k => k == 1)];
            double[] probability = [.. ours.Scores.ToArray().Where((_, i) => i % 2 == 1)];
            Assert.Equal(theirs.AreaUnderRocCurve, RankingMetrics.Compute(positive, probability).RocAuc, 1e-6);
            Assert.InRange(theirs.AreaUnderRocCurve, 0.85, 1);
        }
    }

    [Fact]
    public void A_key_of_two_classes_has_its_second_class_as_the_positive_one()
    {
        Row[] rows = Rows(200);
        IDataView byBoolean = View(rows);
        IDataView byKey = Ml.Transforms.EncodeLabel("Label", "Answer").Fit(byBoolean).Transform(byBoolean);
        foreach (IEstimator<ITransformer> trainer in Trainers())
        {
            IDataView scored = trainer.Fit(byKey).Transform(byKey);
            Assert.Equal(RowDump.Of(trainer.Fit(byBoolean).Transform(byBoolean), "Probability"), RowDump.Of(scored, "Probability"));
            ClassificationOutcome outcome = ClassificationOutcome.Read(scored);
            Assert.Equal(["no", "yes"], outcome.Classes);
            Assert.InRange(outcome.Metrics.Accuracy, 0.8, 1);
        }
    }

    [Fact]
    public void Scores_are_those_of_the_algorithm_on_the_same_rows()
    {
        Row[] rows = Rows(150);
        rows[3].Features[1] = float.NaN;
        float[] x = [.. rows.SelectMany(r => r.Features)];
        int[] labels = [.. rows.Select(r => r.Label ? 1 : 0)];
        float[] weights = [.. rows.Select((_, i) => i % 3 + 0.5f)];
        for (int i = 0; i < rows.Length; i++)
            rows[i].Weight = weights[i];
        var options = new GradientBoostingOptions { Trees = 12 };
        GradientBoosting expected = GradientBoosting.Fit(x, 3, labels, 2, options, weights);
        GradientBoostingTransformer model = Ml.BinaryClassification.Trainers.GradientBoosting(options, exampleWeightColumnName: "Weight").Fit(View(rows));
        double[] scores = new double[rows.Length];
        expected.PredictScores(x, scores);
        Assert.Equal(
            scores.Select(s => (float)s), Ml.Data.CreateEnumerable<Prediction>(model.Transform(View(rows)), false).Select(p => p.Score));
    }

    [Fact]
    public void Bad_labels_and_features_are_refused_by_name()
    {
        Row[] rows = Rows(60);
        rows[17].Features[1] = float.PositiveInfinity;
        RowException error = Assert.Throws<RowException>(() => Ml.BinaryClassification.Trainers.RandomForest().Fit(View(rows)));
        Assert.Equal(17, error.Row);
        Assert.Contains("slot 1", error.Message, StringComparison.Ordinal);
        Refused("only class 0", () => Ml.BinaryClassification.Trainers.RandomForest().Fit(View([.. Rows(60).Where(r => !r.Label)])));
        Refused("expected Boolean or Key<UInt32> of two classes, got Text", () => Ml.BinaryClassification.Trainers.RandomForest(labelColumnName: "Answer").Fit(View(Rows(9))));
        IDataView three = Ml.Transforms.EncodeLabel("Label", "Answer").Fit(View([.. Rows(60), new Row { Answer = "other", Features = [1, 2, 3] }])).Transform(View(Rows(60)));
        Refused("of 3 classes", () => Ml.BinaryClassification.Trainers.GradientBoosting().Fit(three));

        static void Refused(string words, Action action) =>
            Assert.Contains(words, Assert.ThrowsAny<ArgumentException>(action).Message, StringComparison.Ordinal);
    }

    private static IEnumerable<IEstimator<ITransformer>> Trainers() =>
    [
        Ml.BinaryClassification.Trainers.RandomForest(new RandomForestOptions { Trees = 30 }),
        Ml.BinaryClassification.Trainers.GradientBoosting(new GradientBoostingOptions { Trees = 30 }),
    ];

    private static IDataView View(Row[] rows) => Ml.Data.LoadFromEnumerable(rows);

    private static Row[] Rows(int count, int first = 0) => [.. Enumerable.Range(first, count).Select(i =>
    {
        var random = new Random(i);
        bool label = i % 3 == 0;
        float shift = label ? 1.5f : 0;
        return new Row
        {
            Label = label,
            Answer = label ? "yes" : "no",
            Features = [random.NextNormal() + shift, random.NextNormal() * 10 - 10 * shift, random.NextNormal()],
        };
    })];
}
