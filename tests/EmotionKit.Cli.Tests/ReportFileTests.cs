using System.Text.Json;

namespace EmotionKit.Cli.Tests;

/// <summary><c>--report</c>, verb by verb; what reports show is tested where they are made.</summary>
public sealed class ReportFileTests(SyntheticSpeech speech) : IClassFixture<SyntheticSpeech>, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_corpus_and_an_evaluation_of_recordings_become_pages()
    {
        string corpus = _folder["corpus.html"], evaluation = _folder["evaluation.json"];
        CliRun run = (await CliRun.Of("corpus", speech.Corpus, "--report", corpus)).Expect(ExitCode.Success);
        Assert.Contains($"saved {corpus}", run.Error, StringComparison.Ordinal);
        string page = await File.ReadAllTextAsync(corpus, TestContext.Current.CancellationToken);
        Assert.Contains("Mean MFCC per class", page, StringComparison.Ordinal);
        Assert.Contains("<audio controls", page, StringComparison.Ordinal);

        (await CliRun.Of("evaluate", speech.Model, "--data", speech.Corpus, "--report", evaluation)).Expect(ExitCode.Success);
        string[] sections = Sections(evaluation);
        Assert.Contains("Confusion", sections);
        Assert.Contains("Groups", sections);
    }

    [Fact]
    public async Task Networks_show_how_the_network_of_each_fold_was_trained()
    {
        string network = _folder["network.json"], report = _folder["report.json"];
        await File.WriteAllTextAsync(network, """{ "layers": [ { "type": "globalPooling" }, { "type": "dense" }, { "type": "softmax" } ] }""", TestContext.Current.CancellationToken);
        (await CliRun.Of("train", "speech", "--data", speech.Corpus, "--trainer", network, "--epochs", "2", "--folds", "2", "--report", report)).Expect(ExitCode.Success);
        Assert.Equal(["Training", "Network"], Sections(report)[^2..]);
        Assert.Contains("fold 2", await File.ReadAllTextAsync(report, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_and_credit_models_become_pages()
    {
        string table = _folder["loans.csv"], profile = _folder["profile.md"], trained = _folder["trained.json"], evaluated = _folder["evaluated.json"], model = _folder["m.ekm"];
        var random = new Random(1);
        await File.WriteAllLinesAsync(
            table,
            Enumerable.Range(0, 240).Select(i => FormattableString.Invariant($"{random.Next(900, 4000)},{(i % 3 == 0 ? "rent" : "own")},{(random.Next(4) + i % 4 > 4 ? 1 : 0)},{i % 4}")).Prepend("income,home,bad,late"),
            TestContext.Current.CancellationToken);
        (await CliRun.Of("profile", table, "--label", "bad", "--report", profile)).Expect(ExitCode.Success);
        Assert.Contains("Pearson correlation", await File.ReadAllTextAsync(profile, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        (await CliRun.Of("train", "credit", "--data", table, "--label", "bad", "--trainer", "logistic", "--folds", "2", "--out", model, "--report", trained, "--costs", "8:1", "--groups", "home,income"))
            .Expect(ExitCode.Success);
        (await CliRun.Of("evaluate", model, "--data", table, "--label", "bad", "--report", evaluated, "--groups", "home")).Expect(ExitCode.Success);
        foreach (string report in (string[])[trained, evaluated])
        {
            string[] sections = Sections(report);
            Assert.Contains("Thresholds and cost", sections);
            Assert.Contains("Reasons", sections);
            Assert.Contains("Fairness", sections);
        }
        Assert.Contains("Accepting a bad row costs 8", await File.ReadAllTextAsync(trained, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("--costs: expected two numbers", (await CliRun.Of("evaluate", model, "--data", table, "--label", "bad", "--costs", "8")).Expect(ExitCode.WrongUsage).Error, StringComparison.Ordinal);
    }

    private static string[] Sections(string path) =>
        [.. JsonDocument.Parse(File.ReadAllBytes(path)).RootElement.GetProperty("sections").EnumerateArray().Select(section => section.GetProperty("title").GetString()!)];
}
