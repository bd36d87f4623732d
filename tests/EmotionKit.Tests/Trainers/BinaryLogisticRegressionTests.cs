using EmotionKit.Linear;
using EmotionKit.Trainers;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Trainers;

public class BinaryLogisticRegressionTests
{
    private static readonly MLContext Ml = new(seed: 1);

    [Fact]
    public void Scores_are_those_of_the_algorithm_on_the_same_rows()
    {
        BinaryRow[] rows = BinaryRow.Make(200, seed: 4);
        ITransformer model = Ml.BinaryClassification.Trainers.LogisticRegression(new LogisticRegressionOptions { L2 = 3 }).Fit(View(rows));
        var expected = BinaryLogistic.Fit(
            [.. rows.SelectMany(r => r.Features)], 3, [.. rows.Select(r => r.Label ? 1 : 0)], new SoftmaxRegressionOptions { L2 = 3 });
        foreach ((BinaryRow row, Scored scored) in rows.Zip(Score(model, rows)))
        {
            double logOdds = expected.LogOdds(row.Features);
            Assert.Equal((float)logOdds, scored.Score);
            Assert.Equal((float)BinaryLogistic.Probability(logOdds), scored.Probability);
            Assert.Equal(logOdds > 0, scored.PredictedLabel);
        }
    }

    [Fact]
    public void The_second_of_two_keys_is_the_positive_class()
    {
        BinaryRow[] rows = BinaryRow.Make(100, seed: 2);
        IDataView keyed = Ml.Transforms.EncodeLabel("Label", "Text").Fit(View(rows)).Transform(View(rows));
        ITransformer ofKeys = Ml.BinaryClassification.Trainers.LogisticRegression().Fit(keyed);
        ITransformer ofBooleans = Ml.BinaryClassification.Trainers.LogisticRegression().Fit(View(rows));
        Assert.Equal(Score(ofBooleans, rows).Select(s => s.Score), Score(ofKeys, rows).Select(s => s.Score));
    }

    [Fact]
    public void ML_NETs_evaluator_reads_what_it_writes()
    {
        BinaryRow[] rows = BinaryRow.Make(400, seed: 7);
        ITransformer model = Ml.BinaryClassification.Trainers.LogisticRegression().Fit(View(rows));
        CalibratedBinaryClassificationMetrics metrics = Ml.BinaryClassification.Evaluate(model.Transform(View(rows)));
        var ours = EmotionKit.Evaluation.BinaryMetrics.Compute(
            [.. rows.Select(r => r.Label)], [.. Score(model, rows).Select(s => (double)s.Probability)]);
        Assert.Equal(metrics.AreaUnderRocCurve, ours.RocAuc, 1e-6);
    }

    [Fact]
    public void Standard_errors_come_with_the_model_and_back_from_a_bundle()
    {
        BinaryRow[] rows = BinaryRow.Make(300, seed: 3);
        var options = new LogisticRegressionOptions { L2 = 0, StandardErrors = true };
        BinaryLogisticRegressionTransformer model = Ml.BinaryClassification.Trainers.LogisticRegression(options).Fit(View(rows));
        Assert.Equal([0, 1, 2, -1], model.Coefficients!.Select(c => c.Column));
        // The first feature tells the classes apart, the last is noise.
        Assert.True(model.Coefficients![0].P < 1e-6 && model.Coefficients[2].P > 0.01);
        using var stream = new MemoryStream();
        Ml.Model.SaveBundle(model, View(rows).Schema, stream);
        stream.Position = 0;
        var chain = (TransformerChain<ITransformer>)Ml.Model.LoadBundle(stream, out _);
        Assert.Equal(model.Coefficients, chain.OfType<BinaryLogisticRegressionTransformer>().Single().Coefficients);
    }

    [Fact]
    public void One_class_and_keys_of_three_are_errors_that_say_so()
    {
        BinaryRow[] rows = [.. BinaryRow.Make(50, seed: 1).Where(r => r.Label)];
        ArgumentException error = Assert.ThrowsAny<ArgumentException>(() => Ml.BinaryClassification.Trainers.LogisticRegression().Fit(View(rows)));
        Assert.Contains("two classes", error.Message, StringComparison.Ordinal);
    }

    private static IDataView View(BinaryRow[] rows) => Ml.Data.LoadFromEnumerable(rows);

    private static Scored[] Score(ITransformer model, BinaryRow[] rows) => BinaryRow.Score(Ml, model, View(rows));
}
