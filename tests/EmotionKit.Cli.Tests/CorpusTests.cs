using System.Text.Json;
using EmotionKit.Audio;
using EmotionKit.TestSupport;

namespace EmotionKit.Cli.Tests;

public sealed class CorpusTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Counts_recordings_labels_speakers_and_duration_of_a_guessed_corpus()
    {
        Record("03-01-03-01-01-01-01.wav", 1);
        Record("sub", "03-01-03-01-01-01-02.wav", 2);
        Record("sub", "03-01-05-01-01-01-02.wav", 3);
        CliRun run = (await CliRun.Of("corpus", _folder.Path, "--json", _folder["c.json"])).Expect(ExitCode.Success);
        Assert.Contains("ravdess (guessed: 3 of 3", run.Error);
        Assert.Contains("no problems", run.Error);

        JsonElement json = Json("c.json");
        Assert.Equal("ravdess", json.GetProperty("corpus").GetString());
        Assert.Equal(3, json.GetProperty("recordings").GetInt32());
        Assert.Equal(6.0, json.GetProperty("seconds").GetDouble(), 1e-9);
        JsonElement happy = json.GetProperty("labels").EnumerateArray().Single(label => label.GetProperty("name").GetString() == "happy");
        Assert.Equal((2, 2, 3.0), (happy.GetProperty("recordings").GetInt32(), happy.GetProperty("others").GetInt32(), happy.GetProperty("seconds").GetDouble()));
        Assert.Equal(["ravdess_01", "ravdess_02"], json.GetProperty("speakers").EnumerateArray().Select(speaker => speaker.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task Lists_files_that_do_not_fit_cannot_be_read_or_are_there_twice()
    {
        Record("03-01-03-01-01-01-01.wav", 1);
        Record("03-01-04-01-01-01-01.wav", 1);
        Record("03-01-05-01-01-01-01.wav", 2);
        Record("notes.wav", 1);
        File.WriteAllText(_folder["03-01-06-01-01-01-01.wav"], "not audio");
        CliRun run = (await CliRun.Of("corpus", _folder.Path, "--corpus", "RAVDESS")).Expect(ExitCode.Success);
        Assert.Contains("notes.wav", run.Error);
        Assert.Contains("03-01-06-01-01-01-01.wav", run.Error);
        Assert.Contains($"the same bytes 2 times: {_folder["03-01-03-01-01-01-01.wav"]}", run.Error);
        Assert.Contains("3 problems", run.Error);
    }

    [Fact]
    public async Task One_folder_per_label_is_guessed_where_no_names_fit()
    {
        Record("glad", "one.wav", 1);
        Record("grim", "two.wav", 1);
        CliRun run = (await CliRun.Of("corpus", _folder.Path, "--json", "-")).Expect(ExitCode.Success);
        JsonElement json = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal("folders", json.GetProperty("corpus").GetString());
        Assert.Equal(["glad", "grim"], json.GetProperty("labels").EnumerateArray().Select(label => label.GetProperty("name").GetString()));
        Assert.Contains("2 recordings", run.Error);
    }

    [Fact]
    public async Task A_folder_without_recordings_is_exit_code_1()
    {
        CliRun run = (await CliRun.Of("corpus", _folder.Path)).Expect(ExitCode.Failed);
        Assert.Contains("holds no recording", run.Error);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task A_folder_that_does_not_exist_is_exit_code_1() =>
        (await CliRun.Of("corpus", _folder["none"])).Expect(ExitCode.Failed);

    [Fact]
    public async Task An_unknown_corpus_is_wrong_usage()
    {
        CliRun run = (await CliRun.Of("corpus", _folder.Path, "--corpus", "iemocap")).Expect(ExitCode.WrongUsage);
        Assert.Contains("ravdess", run.Error);
    }

    [Theory]
    [InlineData("ravdess", 1200, 8, 20)]
    [InlineData("emodb", 408, 7, 8)]
    public async Task Reads_the_real_corpora(string name, int recordings, int labels, int speakers)
    {
        string folder = TestData.Require("speech", name);
        (await CliRun.Of("corpus", folder, "--json", _folder["c.json"])).Expect(ExitCode.Success);
        JsonElement json = Json("c.json");
        Assert.Equal(name, json.GetProperty("corpus").GetString());
        Assert.Equal(recordings, json.GetProperty("recordings").GetInt32());
        Assert.Equal(labels, json.GetProperty("labels").GetArrayLength());
        Assert.Equal(speakers, json.GetProperty("speakers").GetArrayLength());
        Assert.Empty(json.GetProperty("problems").EnumerateArray());
    }

    private JsonElement Json(string name) => JsonDocument.Parse(File.ReadAllText(_folder[name])).RootElement;

    private void Record(string name, int seconds) => WavWriter.Write(_folder[name], new float[seconds * 8000], 8000);

    private void Record(string folder, string name, int seconds)
    {
        Directory.CreateDirectory(_folder[folder]);
        WavWriter.Write(_folder[folder, name], new float[seconds * 8000], 8000);
    }
}
