using System.Text.Json;
using System.Text.Json.Nodes;

namespace EmotionKit.Cli.Tests;

public sealed class TrainTests(SyntheticSpeech speech) : IClassFixture<SyntheticSpeech>, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_report_has_what_scripts_read()
    {
        JsonElement json = Json(speech.Report);
        Assert.Equal(SyntheticSpeech.Clips, json.GetProperty("rows").GetInt32());
        Assert.InRange(json.GetProperty("seconds").GetDouble(), 0.001, 600);
        Assert.Equal(SyntheticSpeech.Emotions, json.GetProperty("perClass").GetArrayLength());
        int[][] confusion = json.GetProperty("confusion").Deserialize<int[][]>()!;
        Assert.Equal(SyntheticSpeech.Clips, confusion.Sum(row => row.Sum()));

        // The headline figures are those of the confusion of all folds together.
        double accuracy = (double)Enumerable.Range(0, confusion.Length).Sum(k => confusion[k][k]) / SyntheticSpeech.Clips;
        double uar = Enumerable.Range(0, confusion.Length).Average(k => (double)confusion[k][k] / confusion[k].Sum());
        Assert.Equal(accuracy, json.GetProperty("accuracy").GetDouble(), 1e-12);
        Assert.Equal(uar, json.GetProperty("uar").GetDouble(), 1e-12);
        Assert.InRange(json.GetProperty("macroF1").GetDouble(), 0, 1);

        JsonElement folds = json.GetProperty("folds");
        Assert.Equal(2, folds.GetArrayLength());
        double mean = folds.EnumerateArray().Average(fold => fold.GetProperty("uar").GetDouble());
        Assert.Equal(mean, json.GetProperty("meanOverFolds").GetProperty("uar").GetDouble(), 1e-12);
        Assert.Equal(("ravdess", "speaker", 7), (json.GetProperty("corpus").GetString(), json.GetProperty("split").GetString(), json.GetProperty("seed").GetInt32()));
        Assert.True(json.GetProperty("complete").GetBoolean());
    }

    [Fact]
    public void Emotions_of_unseen_synthetic_speakers_are_told_apart_better_than_by_chance() =>
        Assert.InRange(Json(speech.Report).GetProperty("uar").GetDouble(), 2.0 / SyntheticSpeech.Emotions, 1);

    [Fact]
    public async Task The_same_seed_gives_the_same_bits_for_any_number_of_threads()
    {
        string model = _folder["m.ekm"], report = _folder["r.json"];
        (await CliRun.Of("train", "speech", "--data", speech.Corpus, "--folds", "2", "--seed", "7", "--threads", "1", "--out", model, "--json", report)).Expect(ExitCode.Success);
        Assert.Equal(await Entries(speech.Model), await Entries(model));
        Assert.Equal(WithoutTimes(speech.Report), WithoutTimes(report));
    }

    [Fact]
    public async Task A_random_split_and_a_single_held_out_part_work_too()
    {
        CliRun run = (await CliRun.Of("train", "speech", "--data", speech.Corpus, "--split", "random", "--folds", "1", "--json", "-")).Expect(ExitCode.Success);
        JsonElement json = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal("random", json.GetProperty("split").GetString());
        Assert.InRange(json.GetProperty("rows").GetInt32(), SyntheticSpeech.Emotions, SyntheticSpeech.Clips / 2);
        Assert.Contains("held out", run.Error);
    }

    [Fact]
    public async Task A_recording_that_cannot_be_read_is_left_out_and_named()
    {
        SyntheticSpeech.Write(_folder["c"], 2);
        File.WriteAllText(_folder["c", "03-01-03-01-01-02-01.wav"], "not audio");
        CliRun run = (await CliRun.Of("train", "speech", "--data", _folder["c"], "--folds", "2", "--json", _folder["r.json"])).Expect(ExitCode.Success);
        Assert.Contains("03-01-03-01-01-02-01.wav", run.Error);
        JsonElement json = Json(_folder["r.json"]);
        Assert.Equal(1, json.GetProperty("failed").GetInt32());
        Assert.Equal(2 * SyntheticSpeech.Sentences * SyntheticSpeech.Emotions, json.GetProperty("rows").GetInt32());
    }

    // The folder holds no audio: what is said here was found before any recording was read.
    [Theory]
    [InlineData("split speaker needs to know who speaks", "happy/a.wav", "sad/b.wav")]
    [InlineData("expected recordings of at least two labels, found only 'happy'", "happy/a.wav", "happy/b.wav")]
    [InlineData("as many folds as speakers, 2, got 5", "03-01-03-01-01-01-01.wav", "03-01-05-01-01-01-02.wav")]
    [InlineData("give --split random", "03-01-03-01-01-01-01.wav", "03-01-03-01-01-02-01.wav", "03-01-03-01-02-01-01.wav", "03-01-03-01-02-02-01.wav", "03-01-03-02-02-02-01.wav",
        "03-01-05-01-01-01-01.wav", "03-01-05-01-01-02-01.wav", "03-01-05-01-02-01-01.wav", "03-01-05-01-02-02-01.wav", "03-01-05-02-02-02-01.wav")]
    public async Task A_corpus_that_cannot_be_divided_is_said_to_be_before_the_work(string expected, params string[] files)
    {
        foreach (string file in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder["c", file])!);
            File.WriteAllText(_folder["c", file], "");
        }
        string corpus = files[0].Contains('/') ? "folders" : "ravdess";
        CliRun run = (await CliRun.Of("train", "speech", "--data", _folder["c"], "--corpus", corpus, "--out", _folder["m.ekm"])).Expect(ExitCode.Failed);
        Assert.Contains(expected, run.Error);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.False(File.Exists(_folder["m.ekm"]));
    }

    [Fact]
    public async Task More_folds_than_speakers_is_exit_code_1_and_says_what_to_do()
    {
        CliRun run = (await CliRun.Of("train", "speech", "--data", speech.Corpus, "--folds", "5", "--out", _folder["m.ekm"])).Expect(ExitCode.Failed);
        Assert.Contains("--split random", run.Error);
        Assert.False(File.Exists(_folder["m.ekm"]));
    }

    [Fact]
    public async Task Stopped_in_the_middle_it_writes_the_folds_that_are_done_and_no_model()
    {
        CliRun run = (await CliRun.StoppedAt("fold 1 of", "train", "speech", "--data", speech.Corpus, "--folds", "4",
            "--out", _folder["m.ekm"], "--json", _folder["r.json"])).Expect(ExitCode.Interrupted);
        Assert.Contains("stopped", run.Error);
        Assert.False(File.Exists(_folder["m.ekm"]));
        JsonElement json = Json(_folder["r.json"]);
        Assert.False(json.GetProperty("complete").GetBoolean());
        Assert.Equal(1, json.GetProperty("folds").GetArrayLength());
        Assert.Equal(SyntheticSpeech.Clips / 4, json.GetProperty("rows").GetInt32());
    }

    [Fact]
    public async Task A_place_that_cannot_be_written_is_found_before_the_work()
    {
        File.WriteAllText(_folder["file"], "");
        CliRun run = (await CliRun.Of("train", "speech", "--data", speech.Corpus, "--out", _folder["file", "m.ekm"])).Expect(ExitCode.Failed);
        Assert.DoesNotContain("features of", run.Error);
    }

    // Below /proc nothing can be created, not even by root.
    [Theory]
    [InlineData("--out", "/proc/emotionkit-none.ekm")]
    [InlineData("--json", "/proc/emotionkit-none.json")]
    [InlineData("--out", "/proc/self/emotionkit-none/m.ekm")]
    public async Task A_file_that_cannot_be_created_is_found_before_the_work(string option, string path)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs /proc");
        CliRun run = (await CliRun.Of("train", "speech", "--data", speech.Corpus, option, path)).Expect(ExitCode.Failed);
        Assert.StartsWith($"error: '{path}' cannot be written", run.Error);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("train")]
    [InlineData("train", "speech")]
    [InlineData("train", "speech", "--data", "x", "--trainer", "forest")]
    [InlineData("train", "speech", "--data", "x", "--split", "gender")]
    [InlineData("train", "speech", "--data", "x", "--folds", "0")]
    [InlineData("train", "speech", "--data", "x", "--seed", "one")]
    public async Task Wrong_usage_is_exit_code_2(params string[] args) => (await CliRun.Of(args)).Expect(ExitCode.WrongUsage);

    private static JsonElement Json(string path) => JsonDocument.Parse(File.ReadAllText(path)).RootElement;

    private static async Task<string> Entries(string model) =>
        JsonNode.Parse((await CliRun.Of("inspect", model, "--json", "-")).Expect(ExitCode.Success).Out)!["entries"]!.ToJsonString();

    private static string WithoutTimes(string path)
    {
        JsonObject json = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        foreach (string name in (string[])["seconds", "featureSeconds", "model"])
            Assert.True(json.Remove(name));
        return json.ToJsonString();
    }
}
