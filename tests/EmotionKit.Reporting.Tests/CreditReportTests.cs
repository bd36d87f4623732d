using EmotionKit.Credit;
using EmotionKit.Evaluation;
using Microsoft.ML;

namespace EmotionKit.Reporting.Tests;

public class CreditReportTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void The_cost_curve_passes_through_the_cost_of_the_threshold_taken()
    {
        var costs = new DecisionCosts { AcceptedBad = 8, RefusedGood = 1, AcceptedGood = -0.5 };
        (ITransformer model, IDataView scored) = Scored();
        Report report = _ml.Reports().Classification(scored, new ClassificationReportOptions { Costs = costs });
        ReportSection section = report.Sections.Single(s => s.Title == "Thresholds and cost");
        Dictionary<string, double?> figures = section.Parts.OfType<KeyFigures>().Single().Figures.ToDictionary(f => f.Name, f => f.Value);
        var rows = Credit.ScoredRows.Read(scored);
        bool[] bad = rows.Labels.ToArray();
        double[] probability = rows.Probabilities.ToArray();
        double Mean(double threshold) => bad.Zip(probability, (b, p) => p >= threshold ? (b ? 0.0 : 1.0) : (b ? 8.0 : -0.5)).Average();
        Assert.Equal(1.5 / 9.5, figures["Threshold"]!.Value, 12);
        Assert.Equal(Mean(1.5 / 9.5), figures["Cost per row"]!.Value, 9);
        Assert.Equal(probability.Count(p => p < 1.5 / 9.5) / (double)bad.Length, figures["Approval rate"]!.Value, 9);
        ReportTable curve = section.Parts.OfType<ReportChart>().First().Data;
        Assert.All(curve.Rows, r => Assert.Equal(Mean((double)r[0]!), (double)r[1]!, 9));
        Assert.True(figures["Least cost"] <= curve.Rows.Min(r => (double)r[1]!) + 1e-12);
        Assert.NotNull(model);
    }

    [Fact]
    public void Reasons_are_those_of_the_explainer_and_only_of_refused_rows()
    {
        (ITransformer model, IDataView scored) = Scored();
        var explainer = CreditExplainer.Create(model, DataSamples.Loans(_ml, 10).Schema);
        var options = new ClassificationReportOptions { Threshold = 0.6, Applicants = 5 };
        ReportSection section = _ml.Reports().Classification(scored, options, explainer).Sections.Single(s => s.Title == "Reasons");
        ReportTable shown = section.Parts.OfType<ReportTable>().Single();
        Assert.Equal(5, shown.Rows.Count);
        IReadOnlyList<ReasonCode>[] reasons = [.. explainer.Explain(scored)];
        Assert.All(shown.Rows, r =>
        {
            Assert.True((double)r[1]! >= 0.6);
            Assert.Equal(string.Join("; ", reasons[int.Parse((string)r[0]!, System.Globalization.CultureInfo.InvariantCulture)].Select(reason => reason.Text)), r[3]);
        });
        double[] probabilities = Credit.ScoredRows.Read(scored).Probabilities.ToArray();
        int[] refused = [.. Enumerable.Range(0, probabilities.Length).Where(i => probabilities[i] >= 0.6)];
        ReportTable frequency = section.Parts.OfType<ReportChart>().Single().Data;
        Assert.All(frequency.Rows, r => Assert.Equal(refused.Count(i => reasons[i].Any(reason => reason.Column == (string)r[0]!)) / (double)refused.Length, (double)r[1]!, 9));
    }

    [Fact]
    public void Fairness_compares_texts_and_ranges_of_numbers()
    {
        (_, IDataView scored) = Scored();
        Report report = _ml.Reports().Classification(scored, new ClassificationReportOptions { FairnessColumnNames = ["Home", "Debt"] });
        ReportTable[] tables = [.. report.Sections.Single(s => s.Title == "Fairness").Parts.OfType<ReportTable>()];
        Assert.Equal(["missing", "mortgage", "own", "rent"], tables[0].Rows.Select(r => (string)r[0]!));
        Assert.Equal(4, tables[1].Rows.Count);
        Assert.All(tables, t => Assert.Equal(401, t.Rows.Sum(r => (int)r[1]!)));
        Assert.All(tables[1].Rows, r => Assert.InRange((int)r[1]!, 95, 105));
        ArgumentException error = Assert.Throws<ArgumentException>(() => _ml.Reports().Classification(scored, new ClassificationReportOptions { FairnessColumnNames = ["Hom"] }));
        Assert.Contains("Home", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_that_are_all_of_one_class_have_no_thresholds()
    {
        Assert.Contains(_ml.Reports().Classification(Samples.Loans(_ml, 120)).Sections, s => s.Title == "Thresholds and cost");
        Report one = _ml.Reports().Classification(Samples.Loans(_ml, 1));
        Assert.DoesNotContain(one.Sections, s => s.Title == "Thresholds and cost");
    }

    /// <summary>Scored by the model that was fitted on the rows themselves: what it is worth does not matter here.</summary>
    private (ITransformer Model, IDataView Scored) Scored()
    {
        IDataView loans = DataSamples.Loans(_ml, 400);
        ITransformer model = new CreditScoringPipeline(_ml, new CreditScoringOptions { Trainer = CreditTrainer.Logistic, IgnoreColumns = ["Grade", "DebtInCents"], Calibration = null }).Fit(loans);
        return (model, model.Transform(loans));
    }
}
