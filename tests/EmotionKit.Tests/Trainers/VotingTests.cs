using EmotionKit.Calibration;
using EmotionKit.Evaluation;
using EmotionKit.Trainers;
using Microsoft.ML;

namespace EmotionKit.Tests.Trainers;

public class VotingTests
{
    private static readonly MLContext Ml = new(seed: 1);

    [Fact]
    public void A_soft_vote_is_the_weighted_mean_of_the_probabilities()
    {
        BinaryRow[] rows = BinaryRow.Make(100, seed: 1);
        VotingTransformer model = Ml.BinaryClassification.Trainers.Voting(Trainers(), new VotingOptions { Weights = [3, 1] }).Fit(View(rows));
        float[][] p = [.. model.Models.Select(m => Probabilities(m, rows))];
        float[] voted = Probabilities(model, rows);
        for (int i = 0; i < rows.Length; i++)
            Assert.Equal(0.75 * p[0][i] + 0.25 * p[1][i], voted[i], 1e-6);
    }

    [Fact]
    public void A_hard_vote_is_the_share_of_the_votes()
    {
        BinaryRow[] rows = BinaryRow.Make(100, seed: 1);
        var options = new VotingOptions { Kind = VotingKind.Hard };
        VotingTransformer model = Ml.BinaryClassification.Trainers.Voting(Trainers(), options).Fit(View(rows));
        float[][] p = [.. model.Models.Select(m => Probabilities(m, rows))];
        float[] voted = Probabilities(model, rows);
        for (int i = 0; i < rows.Length; i++)
            Assert.Equal(((p[0][i] > 0.5f ? 1 : 0) + (p[1][i] > 0.5f ? 1 : 0)) / 2f, voted[i]);
    }

    [Fact]
    public void Bagging_averages_models_of_different_draws_of_the_rows()
    {
        BinaryRow[] rows = BinaryRow.Make(100, seed: 2);
        var recorder = new RecordingTrainer(Ml.BinaryClassification.Trainers.LogisticRegression());
        var options = new BaggingOptions { Models = 4, RowFraction = 0.5 };
        VotingTransformer model = Ml.BinaryClassification.Trainers.Bagging(recorder, options).Fit(View(rows));
        Assert.Equal(4, recorder.Fits.Count);
        Assert.All(recorder.Fits, fit => Assert.InRange(fit.Length, 49, 51));
        Assert.All(recorder.Fits, fit => Assert.True(fit.Distinct().Count() < fit.Length));
        Assert.Equal(4, recorder.Fits.Select(fit => string.Join(' ', fit)).Distinct().Count());
        float[] mean = [.. model.Models.Select(m => Probabilities(m, rows)).Aggregate((a, b) => [.. a.Zip(b, (x, y) => x + y)]).Select(s => s / 4)];
        float[] bagged = Probabilities(model, rows);
        for (int i = 0; i < rows.Length; i++)
            Assert.Equal(mean[i], bagged[i], 1e-6);
    }

    [Fact]
    public void Pasting_draws_no_row_twice()
    {
        var recorder = new RecordingTrainer(Ml.BinaryClassification.Trainers.LogisticRegression());
        var options = new BaggingOptions { Models = 2, RowFraction = 0.6, Replacement = false };
        Ml.BinaryClassification.Trainers.Bagging(recorder, options).Fit(View(BinaryRow.Make(80, seed: 2)));
        Assert.All(recorder.Fits, fit => Assert.Equal(fit.Length, fit.Distinct().Count()));
    }

    [Theory]
    [InlineData(CalibrationMethod.Platt)]
    [InlineData(CalibrationMethod.Isotonic)]
    [InlineData(CalibrationMethod.Beta)]
    public void Calibration_undoes_what_class_weights_did_to_the_probabilities(CalibrationMethod method)
    {
        BinaryRow[] rows = [.. BinaryRow.Make(3000, seed: 9).Where((r, i) => !r.Label || i % 5 == 0)];
        BinaryRow[] fresh = [.. BinaryRow.Make(3000, seed: 10).Where((r, i) => !r.Label || i % 5 == 0)];
        IEstimator<ITransformer> skewed = Ml.BinaryClassification.Trainers.LogisticRegression(
            new LogisticRegressionOptions { ClassWeights = EmotionKit.Linear.ClassWeighting.Balanced });
        BinaryMetrics before = Measure(skewed.Fit(View(rows)), fresh);
        BinaryMetrics after = Measure(
            Ml.BinaryClassification.Trainers.Calibrated(skewed, new CalibratedOptions { Method = method }).Fit(View(rows)), fresh);
        Assert.True(before.Ece > 0.1);
        Assert.True(after.Ece < 0.04);
        Assert.Equal(before.RocAuc, after.RocAuc, 0.005);
    }

    [Fact]
    public void A_curve_is_fitted_on_scores_of_rows_left_out()
    {
        BinaryRow[] rows = BinaryRow.Make(60, seed: 4);
        var recorder = new RecordingTrainer(Ml.BinaryClassification.Trainers.LogisticRegression());
        Ml.BinaryClassification.Trainers.Calibrated(recorder, new CalibratedOptions { Folds = 3 }).Fit(View(rows));
        Assert.Equal(4, recorder.Fits.Count);
        Assert.All(rows, row => Assert.Equal(1, recorder.Fits.Count(fit => !fit.Contains(row.Features[0]))));
    }

    [Fact]
    public void Weights_must_be_as_many_as_trainers() =>
        Assert.Throws<ArgumentException>(() => Ml.BinaryClassification.Trainers.Voting(Trainers(), new VotingOptions { Weights = [1] }));

    private static BinaryMetrics Measure(ITransformer model, BinaryRow[] rows) =>
        BinaryMetrics.Compute([.. rows.Select(r => r.Label)], [.. Probabilities(model, rows).Select(p => (double)p)]);

    private static float[] Probabilities(ITransformer model, BinaryRow[] rows) => [.. BinaryRow.Score(Ml, model, View(rows)).Select(s => s.Probability)];

    private static IEstimator<ITransformer>[] Trainers() =>
    [
        Ml.BinaryClassification.Trainers.LogisticRegression(),
        Ml.BinaryClassification.Trainers.LogisticRegression(new LogisticRegressionOptions { L1 = 10, Standardize = false }),
    ];

    private static IDataView View(BinaryRow[] rows) => Ml.Data.LoadFromEnumerable(rows);
}
