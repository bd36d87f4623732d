using EmotionKit.Calibration;
using EmotionKit.Credit;
using EmotionKit.Trainers;
using EmotionKit.Trees;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Credit;

public class CreditExplainerTests
{
    private static readonly MLContext Ml = new(seed: 1);

    public static TheoryData<CreditTrainer, bool> Cases => new()
    {
        { CreditTrainer.Stacking, false },
        { CreditTrainer.Stacking, true },
        { CreditTrainer.Boosting, false },
        { CreditTrainer.Forest, false },
        { CreditTrainer.Logistic, false },
        { CreditTrainer.Logistic, true },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Contributions_sum_to_the_score(CreditTrainer trainer, bool calibrated)
    {
        IDataView rows = CreditRow.View(Ml, CreditRow.Make(300, seed: 1));
        ITransformer model = Pipeline(trainer, calibrated).Fit(rows);
        var explainer = CreditExplainer.Create(model, rows.Schema);
        IDataView scored = model.Transform(CreditRow.View(Ml, CreditRow.Make(40, seed: 2)));
        float[] scores = [.. scored.GetColumn<float>("Score")];
        float[][] features = [.. scored.GetColumn<float[]>("Features")];
        for (int i = 0; i < scores.Length; i++)
        {
            IReadOnlyDictionary<string, double> contributions = explainer.Contributions(features[i], out double start);
            Assert.Equal(scores[i], start + contributions.Values.Sum(), 1e-4 * Math.Max(1, Math.Abs(scores[i])));
            Assert.Equal(["Income", "Job", "Late", "Owner"], contributions.Keys.Order());
        }
    }

    [Fact]
    public void The_strongest_reason_is_in_words_and_names_the_value()
    {
        IDataView rows = CreditRow.View(Ml, CreditRow.Make(600, seed: 1));
        ITransformer model = Pipeline(CreditTrainer.Stacking, false).Fit(rows);
        using var stream = new MemoryStream();
        Ml.Model.SaveBundle(model, rows.Schema, stream);
        stream.Position = 0;
        ITransformer loaded = Ml.Model.LoadBundle(stream, out DataViewSchema schema);
        var options = new CreditExplainerOptions { Names = new Dictionary<string, string> { ["Late"] = "number of late payments" } };
        CreditRow[] applicants = [new() { Late = 3, Income = 3000, Job = "clerk" }, new() { Late = 0, Income = 9000, Job = "clerk" }];
        IDataView scored = loaded.Transform(CreditRow.View(Ml, applicants));
        IReadOnlyList<ReasonCode>[] reasons = [.. CreditExplainer.Create(loaded, schema, options).Explain(scored)];
        ReasonCode first = reasons[0][0];
        Assert.Equal(("Late", "3"), (first.Column, first.Value));
        Assert.StartsWith("number of late payments is 3 (strongly raises the risk: odds x ", first.Text, StringComparison.Ordinal);
        Assert.Equal(reasons[0].Select(r => r.Contribution).OrderDescending(), reasons[0].Select(r => r.Contribution));
        Assert.DoesNotContain(reasons[1], r => r.Column == "Late");
        Assert.All(reasons.SelectMany(r => r), r => Assert.True(r.Contribution > 0));
    }

    [Fact]
    public void Reasons_of_many_rows_are_those_of_each_alone()
    {
        CreditRow[] rows = CreditRow.Make(1100, seed: 1);
        ITransformer model = Pipeline(CreditTrainer.Boosting, false).Fit(CreditRow.View(Ml, rows));
        var explainer = CreditExplainer.Create(model, CreditRow.View(Ml, rows).Schema);
        IReadOnlyList<ReasonCode>[] together = [.. explainer.Explain(model.Transform(CreditRow.View(Ml, rows)))];
        Assert.Equal(rows.Length, together.Length);
        foreach (int i in (int[])[0, 511, 512, 1099])
            Assert.Equal(explainer.Explain(model.Transform(CreditRow.View(Ml, [rows[i]]))).Single().Select(r => r.Text), together[i].Select(r => r.Text));
    }

    [Fact]
    public void A_chain_without_a_model_is_refused()
    {
        IDataView rows = CreditRow.View(Ml, CreditRow.Make(20, seed: 1));
        ITransformer model = Ml.Transforms.Concatenate("Features", "Late").Fit(rows);
        Assert.Contains("CreditExplainer", Assert.ThrowsAny<ArgumentException>(() => CreditExplainer.Create(model, rows.Schema)).Message, StringComparison.Ordinal);
    }

    private static CreditScoringPipeline Pipeline(CreditTrainer trainer, bool calibrated) => new(Ml, new CreditScoringOptions
    {
        Trainer = trainer,
        Calibration = calibrated ? CalibrationMethod.Platt : null,
        Folds = 3,
        Forest = new RandomForestOptions { Trees = 20 },
        Boosting = new GradientBoostingOptions { Trees = 30, MaxLeaves = 6 },
    });
}
