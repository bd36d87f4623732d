using EmotionKit.Trainers;
using EmotionKit.Trees;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Trainers;

public class StackingTests
{
    private static readonly MLContext Ml = new(seed: 1);

    [Fact]
    public void Each_base_trainer_is_fitted_on_every_folds_complement_and_on_all_rows()
    {
        BinaryRow[] rows = BinaryRow.Make(90, seed: 1);
        var recorder = new RecordingTrainer(Ml.BinaryClassification.Trainers.LogisticRegression());
        Ml.BinaryClassification.Trainers.Stacking([recorder], options: new StackingOptions { Folds = 3 }).Fit(View(rows));
        float[] all = [.. rows.Select(r => r.Features[0])];
        Assert.Equal(4, recorder.Fits.Count);
        Assert.Equal(all, recorder.Fits[^1]);
        // Each row is left out once.
        Assert.All(all, value => Assert.Equal(1, recorder.Fits.SkipLast(1).Count(fit => !fit.Contains(value))));
        double share = rows.Average(r => r.Label ? 1.0 : 0);
        Assert.All(recorder.Fits, fit => Assert.Equal(share, fit.Average(v => rows[Array.IndexOf(all, v)].Label ? 1.0 : 0), 0.02));
    }

    /// <summary>Trees score held-out rows in blocks, and these tests one row: the bits are the same.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_last_trainer_learns_from_predictions_of_models_that_have_not_seen_the_row(bool trees)
    {
        Func<IEstimator<ITransformer>> trainer = trees
            ? () => Ml.BinaryClassification.Trainers.RandomForest(new RandomForestOptions { Trees = 7 })
            : () => Ml.BinaryClassification.Trainers.LogisticRegression();
        BinaryRow[] rows = BinaryRow.Make(80, seed: 2);
        var last = new RecordingTrainer(Ml.BinaryClassification.Trainers.LogisticRegression());
        var options = new StackingOptions { Folds = 4, MetaInput = MetaInput.Probability };
        var bases = new RecordingTrainer(trainer());
        Ml.BinaryClassification.Trainers.Stacking([bases], last, options).Fit(View(rows));
        for (int i = 0; i < rows.Length; i++)
        {
            // Refit what the row was predicted with: the one fit that lacks it.
            float value = rows[i].Features[0];
            float[] fitOn = bases.Fits.SkipLast(1).Single(fit => !fit.Contains(value));
            BinaryRow[] others = [.. rows.Where(r => fitOn.Contains(r.Features[0]))];
            ITransformer model = trainer().Fit(View(others));
            Assert.Equal(BinaryRow.Score(Ml, model, View([rows[i]]))[0].Probability, last.Fits.Single()[i]);
        }
    }

    [Fact]
    public void Rows_of_one_group_are_held_out_together()
    {
        BinaryRow[] rows = BinaryRow.Make(120, seed: 3);
        var recorder = new RecordingTrainer(Ml.BinaryClassification.Trainers.LogisticRegression());
        var options = new StackingOptions { Folds = 4, GroupColumnName = "Customer" };
        Ml.BinaryClassification.Trainers.Stacking([recorder], options: options).Fit(View(rows));
        foreach (float[] fit in recorder.Fits.SkipLast(1))
        {
            var seen = rows.Where(r => fit.Contains(r.Features[0])).Select(r => r.Customer).ToHashSet();
            Assert.All(rows.Where(r => !fit.Contains(r.Features[0])), r => Assert.DoesNotContain(r.Customer, seen));
        }
    }

    [Fact]
    public void Scores_are_the_last_models_of_the_base_models_predictions()
    {
        BinaryRow[] rows = BinaryRow.Make(150, seed: 5);
        StackingTransformer model = Ml.BinaryClassification.Trainers.Stacking(Trainers(), options: new StackingOptions { PassThrough = true }).Fit(View(rows));
        float[][] of = [.. model.BaseModels.Select(b => BinaryRow.Score(Ml, b, View(rows)).Select(s => s.Score).ToArray())];
        var weights = ((BinaryLogisticRegressionTransformer)model.MetaModel).Model;
        Scored[] scored = BinaryRow.Score(Ml, model, View(rows));
        for (int i = 0; i < rows.Length; i++)
            Assert.Equal(weights.LogOdds([of[0][i], of[1][i], .. rows[i].Features]), scored[i].Score, 2e-4);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_for_any_number_of_threads_and_another_seed_others()
    {
        BinaryRow[] rows = BinaryRow.Make(200, seed: 6);
        float[] Fit(int threads, int seed)
        {
            using (Execution.WithThreads(threads))
            {
                var model = Ml.BinaryClassification.Trainers.Stacking(Trainers(), options: new StackingOptions { Seed = seed }).Fit(View(rows));
                return [.. BinaryRow.Score(Ml, model, View(rows)).Select(s => s.Score)];
            }
        }
        float[] one = Fit(1, 1);
        Assert.Equal(one, Fit(2, 1));
        Assert.Equal(one, Fit(5, 1));
        Assert.NotEqual(one, Fit(2, 2));
    }

    [Fact]
    public void Base_trainers_may_be_chains_with_transforms_of_the_features()
    {
        BinaryRow[] rows = BinaryRow.Make(100, seed: 7);
        IEstimator<ITransformer> chain = Ml.Transforms.CopyColumns("Copy", "Features")
            .Append(Ml.BinaryClassification.Trainers.LogisticRegression(new LogisticRegressionOptions { FeatureColumnName = "Copy" }));
        ITransformer model = Ml.BinaryClassification.Trainers.Stacking([chain], options: new StackingOptions { Folds = 2 }).Fit(View(rows));
        ITransformer plain = Ml.BinaryClassification.Trainers.Stacking(
            [Ml.BinaryClassification.Trainers.LogisticRegression()], options: new StackingOptions { Folds = 2 }).Fit(View(rows));
        Assert.Equal(
            BinaryRow.Score(Ml, plain, View(rows)).Select(s => s.Score), BinaryRow.Score(Ml, model, View(rows)).Select(s => s.Score));
        using var stream = new MemoryStream();
        Ml.Model.SaveBundle(model, View(rows).Schema, stream);
        stream.Position = 0;
        Assert.Equal(
            BinaryRow.Score(Ml, model, View(rows)).Select(s => s.Score),
            BinaryRow.Score(Ml, Ml.Model.LoadBundle(stream, out _), View(rows)).Select(s => s.Score));
    }

    [Fact]
    public void Progress_counts_the_fitted_models()
    {
        var reports = new List<EnsembleProgress>();
        Ml.BinaryClassification.Trainers.Stacking(
            Trainers(), options: new StackingOptions { Folds = 2 }, progress: new Collect(reports)).Fit(View(BinaryRow.Make(60, seed: 1)));
        Assert.Equal(Enumerable.Range(1, 6).Select(i => new EnsembleProgress(i, 6)), reports);
    }

    [Fact]
    public void What_cannot_work_is_said_before_or_with_the_trainer_that_fails()
    {
        BinaryRow[] rows = BinaryRow.Make(60, seed: 1);
        Assert.Throws<ArgumentException>(() => Ml.BinaryClassification.Trainers.Stacking([]));
        Refused("only True", () => Ml.BinaryClassification.Trainers.Stacking(Trainers()).Fit(View([.. rows.Where(r => r.Label)])));
        BinaryRow[] rare = [.. rows.Where(r => !r.Label), .. rows.Where(r => r.Label).Take(3)];
        Refused("at least 5", () => Ml.BinaryClassification.Trainers.Stacking(Trainers()).Fit(View(rare)));
        var elsewhere = Ml.BinaryClassification.Trainers.LogisticRegression(new LogisticRegressionOptions { FeatureColumnName = "Other" });
        Refused("'Other' is missing", () => Ml.BinaryClassification.Trainers.Stacking([elsewhere]).Fit(View(rows)));
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() =>
            Ml.BinaryClassification.Trainers.Stacking(Trainers(), cancellation: stopped.Token).Fit(View(rows)));
    }

    [Fact]
    public void Bundles_within_bundles_end_at_a_depth()
    {
        BinaryRow[] rows = BinaryRow.Make(40, seed: 1);
        IEstimator<ITransformer> nested = Ml.BinaryClassification.Trainers.LogisticRegression();
        for (int depth = 0; depth < 10; depth++)
            nested = Ml.BinaryClassification.Trainers.Voting([nested]);
        ITransformer model = nested.Fit(View(rows));
        using var stream = new MemoryStream();
        Ml.Model.SaveBundle(model, View(rows).Schema, stream);
        stream.Position = 0;
        EmotionKit.Bundles.BundleFormatException error =
            Assert.Throws<EmotionKit.Bundles.BundleFormatException>(() => Ml.Model.LoadBundle(stream, out _));
        Assert.Contains("deep", error.Message, StringComparison.Ordinal);
    }

    private static void Refused(string words, Action action) =>
        Assert.Contains(words, Assert.ThrowsAny<ArgumentException>(action).Message, StringComparison.Ordinal);

    private static IEstimator<ITransformer>[] Trainers() =>
    [
        Ml.BinaryClassification.Trainers.LogisticRegression(),
        Ml.BinaryClassification.Trainers.LogisticRegression(new LogisticRegressionOptions { L1 = 10, Standardize = false }),
    ];

    private static IDataView View(BinaryRow[] rows) => Ml.Data.LoadFromEnumerable(rows);

    private sealed class Collect(List<EnsembleProgress> reports) : IProgress<EnsembleProgress>
    {
        public void Report(EnsembleProgress value) => reports.Add(value);
    }
}
