using EmotionKit.Credit;
using EmotionKit.Evaluation;
using EmotionKit.Tabular;
using EmotionKit.Trees;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Credit;

public class CreditScoringPipelineTests
{
    private static readonly MLContext Ml = new(seed: 1);

    private static readonly CreditScoringOptions Quick = new()
    {
        Folds = 3,
        Forest = new RandomForestOptions { Trees = 20 },
        Boosting = new GradientBoostingOptions { Trees = 20, MaxLeaves = 4 },
    };

    [Fact]
    public void Columns_that_cannot_help_are_left_out_with_a_reason()
    {
        CreditRow[] rows = CreditRow.Make(300, seed: 1);
        IReadOnlyList<CreditColumn> columns = new CreditScoringPipeline(Ml, Quick with { IgnoreColumns = ["Owner"] }).Survey(CreditRow.View(Ml, rows));
        Assert.Equal(["Income", "Late"], columns.Where(c => c.Use == CreditColumnUse.Number).Select(c => c.Name));
        Assert.Equal(["Job"], columns.Where(c => c.Use == CreditColumnUse.Category).Select(c => c.Name));
        Dictionary<string, string?> why = columns.Where(c => c.Use == CreditColumnUse.Ignored).ToDictionary(c => c.Name, c => c.Reason);
        Assert.Equal(["CustomerId", "Empty", "Name", "Owner"], why.Keys.Order());
        Assert.Contains("numbers the rows", why["CustomerId"], StringComparison.Ordinal);
        Assert.Contains("no value", why["Empty"], StringComparison.Ordinal);
        Assert.Contains("different texts", why["Name"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2024-01-31", "1999-12-01", "dates")]
    [InlineData("31.01.2024", "1.2.1999", "dates")]
    [InlineData("01/31/2024 10:15", "12/01/1999 23:59:01", "dates")]
    [InlineData("2024-01-31T10:15:00Z", "1999-12-01T00:00", "dates")]
    [InlineData("1,234.50", "17", "signs")]
    [InlineData("$12", "$ 7.5", "signs")]
    [InlineData("5%", "1,5 %", "signs")]
    [InlineData("1.234,50", "17,0", "signs")]
    [InlineData("01", "02", null)]
    [InlineData("A-1", "2024-01-31", null)]
    [InlineData("10-20", "20-30", null)]
    public void Texts_that_are_dates_or_decorated_numbers_are_left_out_with_advice(string one, string other, string? advice)
    {
        CreditRow[] rows = CreditRow.Make(100, seed: 1);
        for (int i = 0; i < rows.Length; i++)
            rows[i].Job = i % 2 == 0 ? one : other;
        CreditColumn job = new CreditScoringPipeline(Ml, Quick).Survey(CreditRow.View(Ml, rows)).Single(c => c.Name == "Job");
        if (advice is null)
            Assert.Equal(CreditColumnUse.Category, job.Use);
        else
            Assert.Contains(advice, job.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CreditTrainer.Stacking, false)]
    [InlineData(CreditTrainer.Stacking, true)]
    [InlineData(CreditTrainer.Forest, false)]
    [InlineData(CreditTrainer.Boosting, true)]
    [InlineData(CreditTrainer.Logistic, false)]
    [InlineData(CreditTrainer.Logistic, true)]
    public void Every_trainer_ranks_customers_it_has_not_seen_and_comes_back_from_a_bundle(CreditTrainer trainer, bool smote)
    {
        IDataView train = CreditRow.View(Ml, CreditRow.Make(600, seed: 1));
        IDataView test = CreditRow.View(Ml, CreditRow.Make(600, seed: 2));
        ITransformer model = new CreditScoringPipeline(Ml, Quick with { Trainer = trainer, Resampling = smote ? new Smote() : null }).Fit(train);
        BinaryMetrics metrics = Ml.BinaryClassification.EvaluateScores(model.Transform(test));
        Assert.InRange(metrics.RocAuc, 0.8, 0.99);
        using var stream = new MemoryStream();
        Ml.Model.SaveBundle(model, train.Schema, stream);
        stream.Position = 0;
        ITransformer loaded = Ml.Model.LoadBundle(stream, out _);
        Assert.Equal(ScoredRows.Read(model.Transform(test)).Probabilities, ScoredRows.Read(loaded.Transform(test)).Probabilities);
    }

    [Fact]
    public void Values_never_seen_and_missing_ones_have_a_score()
    {
        ITransformer model = new CreditScoringPipeline(Ml, Quick).Fit(CreditRow.View(Ml, CreditRow.Make(300, seed: 1)));
        CreditRow[] odd = [new() { Job = "astronaut", Income = float.NaN, Late = 1e9f }, new() { Late = float.NaN, Income = -5 }];
        Assert.Equal(2, ScoredRows.Read(model.Transform(CreditRow.View(Ml, odd))).Probabilities.Length);
    }

    [Fact]
    public void What_cannot_be_learned_from_says_why()
    {
        CreditRow[] rows = CreditRow.Make(100, seed: 1);
        Refused("rows", () => new CreditScoringPipeline(Ml, Quick).Fit(CreditRow.View(Ml, [])));
        Refused("all of them bad", () => new CreditScoringPipeline(Ml, Quick).Fit(CreditRow.View(Ml, [.. rows.Where(r => r.Label)])));
        Refused("'Bad' is missing", () => new CreditScoringPipeline(Ml, Quick with { LabelColumnName = "Bad" }).Fit(CreditRow.View(Ml, rows)));
        Refused("'Nothing' is missing", () => new CreditScoringPipeline(Ml, Quick with { IgnoreColumns = ["Nothing"] }).Fit(CreditRow.View(Ml, rows)));
        CreditRow[] rare = [.. rows.Where(r => !r.Label), .. rows.Where(r => r.Label).Take(2)];
        Refused("at least 3", () => new CreditScoringPipeline(Ml, Quick).Fit(CreditRow.View(Ml, rare)));
        Refused("Smote", () => new CreditScoringPipeline(Ml, Quick with { Trainer = CreditTrainer.Forest, Resampling = new Smote() }).Fit(CreditRow.View(Ml, rare)));
        rows[7].Income = float.PositiveInfinity;
        RowException error = Assert.Throws<RowException>(() => new CreditScoringPipeline(Ml, Quick).Fit(CreditRow.View(Ml, rows)));
        Assert.Contains("Income", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CreditTrainer.Stacking)]
    [InlineData(CreditTrainer.Forest)]
    [InlineData(CreditTrainer.Boosting)]
    [InlineData(CreditTrainer.Logistic)]
    public void Every_trainer_refuses_what_cannot_be_learned_from(CreditTrainer trainer)
    {
        CreditScoringOptions options = Quick with { Trainer = trainer };
        CreditRow[] rows = CreditRow.Make(100, seed: 1);
        Refused("none of them bad", () => new CreditScoringPipeline(Ml, options).Fit(CreditRow.View(Ml, [.. rows.Where(r => !r.Label)])));
        CreditRow[] rare = [.. rows.Where(r => !r.Label), .. rows.Where(r => r.Label).Take(4)];
        foreach (RowResampler resampler in (RowResampler[])[new Smote(), new BorderlineSmote(), new Adasyn()])
        {
            string message = Assert.ThrowsAny<ArgumentException>(
                () => new CreditScoringPipeline(Ml, options with { Resampling = resampler }).Fit(CreditRow.View(Ml, rare))).Message;
            Assert.Contains("expected at least 6 rows for 5 neighbours", message, StringComparison.Ordinal);
        }
        Refused("beside 'Label', found none", () => new CreditScoringPipeline(Ml, options).Fit(Ml.Data.LoadFromEnumerable(rows.Select(row => new Truth { Label = row.Label }))));
        rows[7].Late = float.NegativeInfinity;
        RowException error = Assert.Throws<RowException>(() => new CreditScoringPipeline(Ml, options).Fit(CreditRow.View(Ml, rows)));
        Assert.Equal(7, error.Row);
        Assert.Contains("Late", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stack_names_the_column_whose_classes_are_too_rare_for_its_folds()
    {
        CreditRow[] rows = CreditRow.Make(100, seed: 1);
        CreditRow[] rare = [.. rows.Where(r => !r.Label), .. rows.Where(r => r.Label).Take(2)];
        Refused("Stacking: column 'Label': class 'True' would be missing from one of 3 folds", () => new CreditScoringPipeline(Ml, Quick).Fit(CreditRow.View(Ml, rare)));
    }

    [Fact]
    public void Permuting_a_column_that_matters_costs_and_one_that_does_not_costs_nothing()
    {
        ITransformer model = new CreditScoringPipeline(Ml, Quick with { Trainer = CreditTrainer.Boosting }).Fit(CreditRow.View(Ml, CreditRow.Make(800, seed: 1)));
        IReadOnlyList<ColumnImportance> importance = Ml.BinaryClassification.PermutationImportance(
            model, CreditRow.View(Ml, CreditRow.Make(800, seed: 2)), new PermutationImportanceOptions { Repeats = 4 });
        Assert.Equal("Late", importance[0].Column);
        Assert.True(importance[0].Lower > 0.1);
        Assert.All(importance.Where(i => i.Column is "Name" or "CustomerId" or "Empty"), i => Assert.Equal((0.0, 0.0), (i.Lower, i.Upper)));
        Assert.All(importance, i => Assert.InRange(i.Mean, i.Lower, i.Upper));
    }

    [Fact]
    public void Partial_dependence_is_the_mean_of_scoring_every_row_with_the_value()
    {
        CreditRow[] rows = CreditRow.Make(200, seed: 1);
        ITransformer model = new CreditScoringPipeline(Ml, Quick with { Trainer = CreditTrainer.Boosting }).Fit(CreditRow.View(Ml, rows));
        IReadOnlyList<PartialDependencePoint> points = Ml.BinaryClassification.PartialDependence(model, CreditRow.View(Ml, rows), "Late");
        Assert.Equal(points.Select(p => p.Number).Order(), points.Select(p => p.Number));
        PartialDependencePoint last = points[^1];
        foreach (CreditRow row in rows)
            row.Late = (float)last.Number;
        double expected = 0;
        foreach (double p in ScoredRows.Read(model.Transform(CreditRow.View(Ml, rows))).Probabilities)
            expected += p / rows.Length;
        Assert.Equal(expected, last.MeanProbability, 1e-6);
        Assert.True(last.MeanProbability > points[0].MeanProbability + 0.2);
    }

    [Fact]
    public void Fairness_and_stability_are_read_from_scored_data()
    {
        CreditRow[] rows = CreditRow.Make(400, seed: 1);
        ITransformer model = new CreditScoringPipeline(Ml, Quick with { Trainer = CreditTrainer.Logistic, IgnoreColumns = ["Owner"] }).Fit(CreditRow.View(Ml, rows));
        IDataView scored = model.Transform(CreditRow.View(Ml, rows));
        IReadOnlyList<FairnessRow> fairness = Ml.BinaryClassification.Fairness(scored, "Owner", 0.5);
        Assert.Equal(2, fairness.Count);
        Assert.Equal(400, fairness.Sum(f => f.Rows));
        CreditRow[] later = CreditRow.Make(400, seed: 3);
        foreach (CreditRow row in later)
            row.Late += 2;
        var moved = Ml.BinaryClassification.PopulationStability(CreditRow.View(Ml, rows), CreditRow.View(Ml, later));
        Assert.True(moved.Single(m => m.Key == "Late").Value.Index > 0.25);
        Assert.True(moved.Single(m => m.Key == "Job").Value.Index < 0.1);
    }

    private sealed class Truth
    {
        public bool Label { get; set; }
    }

    private static void Refused(string words, Action action) =>
        Assert.Contains(words, Assert.ThrowsAny<ArgumentException>(action).Message, StringComparison.OrdinalIgnoreCase);
}
