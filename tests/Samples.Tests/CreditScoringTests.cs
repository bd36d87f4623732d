using EmotionKit.Credit;
using EmotionKit.Evaluation;
using EmotionKit.Tabular;
using Microsoft.ML;

namespace Samples.Tests;

public sealed class CreditScoringTests : IDisposable
{
    private const string Name = "CreditScoring";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait("Category", "Long")]
    public async Task Made_up_customers_are_scored_with_and_without_SMOTE_and_refused_with_reasons()
    {
        SampleRun run = (await SampleRun.Of(Name, _folder.Path, "--small", "--out", "made")).Succeeded();
        Assert.Contains("not used: gender, named to be ignored", run.Out, StringComparison.Ordinal);
        Assert.InRange(run.Figure("as it is +AUC"), 0.65, 0.95);
        Assert.InRange(run.Figure("with SMOTE +AUC"), 0.6, 0.95);
        Assert.InRange(run.Figure("a customer costs"), 0, run.Figure("against"));
        Assert.Contains(" raises the risk: odds x ", run.Out, StringComparison.Ordinal);
        Assert.Contains("gender female: ", run.Out, StringComparison.Ordinal);
        HtmlReport.Check(_folder["made", "data.html"], "Customers");
        HtmlReport.Check(_folder["made", "credit.html"], "Credit scores");
        HtmlReport.Check(_folder["made", "comparison.html"], "Comparison of models");

        var ml = new MLContext();
        ITransformer model = ml.Model.LoadBundle(_folder["made", "credit.ekm"], out _);
        IDataView customers = ml.Data.LoadCsv(_folder["made", "customers.csv"], new LoadCsvOptions { LabelColumn = "defaulted" });
        ScoredRows rows = ScoredRows.Read(model.Transform(customers));
        Assert.Contains(rows.Probabilities.ToArray(), probability => Math.Abs(probability - run.Figure("refused customer 1, probability")) <= 0.005);
        Assert.InRange(BinaryMetrics.Compute(rows.Labels, rows.Probabilities).RocAuc, 0.7, 1);
    }

    [Fact]
    [Trait("Category", "Long")]
    public async Task A_table_of_ones_own_takes_costs_and_a_column_to_ignore()
    {
        await File.WriteAllLinesAsync(_folder["loans.csv"],
            ["salary,sector,clerk,result", .. Enumerable.Range(0, 400).Select(i => $"{1000 + i * 37 % 400},{(i % 3 == 0 ? "public" : "private")},{"abc"[i % 3]},{(i * 37 % 400 < 90 || i % 17 == 0 ? "defaulted" : "paid")}")]);
        string[] own = ["--data", "loans.csv", "--label", "result", "--positive", "defaulted", "--ignore", "clerk"];
        SampleRun dear = (await SampleRun.Of(Name, _folder.Path, [.. own, "--cost-bad", "50"])).Succeeded();
        SampleRun cheap = (await SampleRun.Of(Name, _folder.Path, [.. own, "--cost-bad", "1"])).Succeeded();
        Assert.Contains("not used: clerk, named to be ignored", dear.Out, StringComparison.Ordinal);
        Assert.True(
            dear.Figure("refused from probability") < cheap.Figure("refused from probability"), $"{dear.Out}\n{cheap.Out}");
        Assert.DoesNotContain("gender", dear.Out, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["artifacts", "credit-scoring", "customers.csv"]));
    }

    [Fact]
    public async Task A_label_that_the_table_lacks_is_one_line_and_exit_code_1()
    {
        await File.WriteAllLinesAsync(_folder["loans.csv"], ["salary,bad", "1000,0", "900,1"]);
        (await SampleRun.Of(Name, _folder.Path, "--data", "loans.csv", "--label", "worse")).Failed(1, "'worse'");
    }
}
