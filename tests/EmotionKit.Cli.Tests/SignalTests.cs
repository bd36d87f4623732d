using System.Globalization;
using System.Text.Json;
using EmotionKit.Numerics;

namespace EmotionKit.Cli.Tests;

/// <summary>Real signals to real processes: what is finished is kept, nothing is half written.</summary>
public sealed class SignalTests(SyntheticSpeech speech) : IClassFixture<SyntheticSpeech>, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("INT", ExitCode.Interrupted)]
    [InlineData("TERM", ExitCode.Terminated)]
    public async Task Features_that_are_written_stay_and_are_whole(string signal, int exitCode)
    {
        Unix();
        CliRun run = (await CliProcess.SignalledAsync(signal, ".npy: [", "features", speech.Corpus, "--kind", "spectrogram", "--options", """{"nFft":32768,"hopLength":64}""",
            "--out", _folder["out"], "--json", _folder["f.json"], "--threads", "1")).Expect(exitCode);
        Assert.Contains("stopped", run.Error);
        JsonElement json = Json("f.json");
        Assert.False(json.GetProperty("complete").GetBoolean());
        string[] kept = [.. json.GetProperty("features").EnumerateArray().Select(one => one.GetProperty("file").GetString()!)];
        Assert.InRange(kept.Length, 1, SyntheticSpeech.Clips - 1);
        Assert.Equal(kept.Order(StringComparer.Ordinal), Directory.GetFiles(_folder["out"]).Order(StringComparer.Ordinal));
        Assert.All(kept, file => Assert.Equal(2, Npy.Read(file).Shape.Count));
    }

    [Theory]
    [InlineData("INT", ExitCode.Interrupted)]
    [InlineData("TERM", ExitCode.Terminated)]
    public async Task Predictions_that_are_made_are_written(string signal, int exitCode)
    {
        Unix();
        string[] folders = [.. Enumerable.Repeat(speech.Corpus, 100)];
        CliRun run = (await CliProcess.SignalledAsync(signal, "scoring", ["predict", speech.Model, .. folders, "--json", _folder["p.json"], "--verbose", "--threads", "1"])).Expect(exitCode);
        JsonElement json = Json("p.json");
        Assert.False(json.GetProperty("complete").GetBoolean());
        int rows = json.GetProperty("rows").GetInt32();
        Assert.InRange(rows, 0, 100 * SyntheticSpeech.Clips - 1);
        Assert.Equal(rows, run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData("INT", ExitCode.Interrupted)]
    [InlineData("TERM", ExitCode.Terminated)]
    public async Task Folds_of_a_network_that_are_done_are_written_and_no_model(string signal, int exitCode)
    {
        Unix();
        (await CliProcess.SignalledAsync(signal, "fold 1 of", "train", "speech", "--data", speech.Corpus, "--trainer", "cnn-lstm", "--epochs", "2", "--folds", "4",
            "--out", _folder["m.ekm"], "--json", _folder["s.json"])).Expect(exitCode);
        ExpectFolds("s.json", 3);
    }

    [Fact]
    public async Task Folds_of_a_credit_score_that_are_done_are_written_and_no_model()
    {
        Unix();
        (await CliProcess.SignalledAsync("INT", "fold 1 of", "train", "credit", "--data", Table(), "--label", "bad", "--folds", "40",
            "--out", _folder["m.ekm"], "--json", _folder["c.json"])).Expect(ExitCode.Interrupted);
        ExpectFolds("c.json", 39);
    }

    [Fact]
    public async Task Epochs_that_are_done_are_written_and_no_model()
    {
        Unix();
        using var digits = new DigitTrainingTests();
        (await CliProcess.SignalledAsync("INT", "epoch 1 of", "train", "digits", "--data", digits.Folder, "--epochs", "5000", "--verbose",
            "--out", _folder["m.ekm"], "--json", _folder["d.json"])).Expect(ExitCode.Interrupted);
        JsonElement json = Json("d.json");
        Assert.False(json.GetProperty("complete").GetBoolean());
        Assert.InRange(json.GetProperty("epochsDone").GetInt32(), 1, 4999);
        Assert.False(File.Exists(_folder["m.ekm"]));
        Assert.True(File.Exists(_folder["m.stopped.ekm"]));
    }

    private static void Unix() => Assert.SkipWhen(OperatingSystem.IsWindows(), "needs signals");

    private void ExpectFolds(string file, int most)
    {
        JsonElement json = Json(file);
        Assert.False(json.GetProperty("complete").GetBoolean());
        Assert.InRange(json.GetProperty("folds").GetArrayLength(), 1, most);
        Assert.Equal([_folder[file]], Directory.GetFiles(_folder.Path).Where(path => !path.EndsWith(".csv", StringComparison.Ordinal)));
    }

    private string Table()
    {
        var random = new Random(1);
        IEnumerable<string> rows = Enumerable.Range(0, 400).Select(i => (Late: random.Next(4), Income: 1000 + random.Next(3000)))
            .Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Income},{row.Late},{(row.Late + random.NextDouble() > 2.5 ? 1 : 0)}"));
        File.WriteAllLines(_folder["t.csv"], rows.Prepend("income,late,bad"));
        return _folder["t.csv"];
    }

    private JsonElement Json(string name) => JsonDocument.Parse(File.ReadAllText(_folder[name])).RootElement;
}
