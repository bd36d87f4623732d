using System.Text.Json;

namespace EmotionKit.Cli.Tests;

public sealed class ScoringTests(SyntheticSpeech speech) : IClassFixture<SyntheticSpeech>, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Evaluate_measures_a_model_on_speakers_it_has_not_seen()
    {
        SyntheticSpeech.Write(_folder["new"], speakers: 2, firstSpeaker: 11);
        CliRun run = (await CliRun.Of("evaluate", speech.Model, "--data", _folder["new"], "--json", _folder["e.json"])).Expect(ExitCode.Success);
        Assert.Contains("UAR", run.Out);
        JsonElement json = JsonDocument.Parse(File.ReadAllText(_folder["e.json"])).RootElement;
        Assert.Equal(2 * SyntheticSpeech.Sentences * SyntheticSpeech.Emotions, json.GetProperty("rows").GetInt32());
        Assert.InRange(json.GetProperty("uar").GetDouble(), 2.0 / SyntheticSpeech.Emotions, 1);
        Assert.Equal(SyntheticSpeech.Emotions, json.GetProperty("confusion").GetArrayLength());
        foreach (string name in (string[])["accuracy", "macroF1", "perClass", "seconds"])
            Assert.True(json.TryGetProperty(name, out _), name);
    }

    [Fact]
    public async Task Evaluate_leaves_out_labels_that_the_model_does_not_know()
    {
        Directory.CreateDirectory(_folder["c", "happy"]);
        Directory.CreateDirectory(_folder["c", "bored"]);
        string clip = Directory.GetFiles(speech.Corpus)[0];
        File.Copy(clip, _folder["c", "happy", "a.wav"]);
        File.Copy(clip, _folder["c", "bored", "a.wav"]);
        CliRun run = (await CliRun.Of("evaluate", speech.Model, "--data", _folder["c"], "--json", "-")).Expect(ExitCode.Success);
        Assert.Contains("bored", run.Error);
        JsonElement json = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal((1, 1), (json.GetProperty("rows").GetInt32(), json.GetProperty("unknownLabels").GetInt32()));
    }

    [Fact]
    public async Task Evaluate_goes_on_after_recordings_that_cannot_be_read()
    {
        SyntheticSpeech.Write(_folder["c"], 1);
        string[] clips = Directory.GetFiles(_folder["c"]);
        Array.Sort(clips, StringComparer.Ordinal);
        foreach (int bad in (int[])[0, 1, 7, clips.Length - 1])
            File.WriteAllText(clips[bad], "not audio");
        CliRun run = (await CliRun.Of("evaluate", speech.Model, "--data", _folder["c"], "--json", _folder["e.json"])).Expect(ExitCode.Failed);
        JsonElement json = JsonDocument.Parse(File.ReadAllText(_folder["e.json"])).RootElement;
        Assert.Equal((clips.Length - 4, 4), (json.GetProperty("rows").GetInt32(), json.GetProperty("failed").GetInt32()));
        Assert.Contains(clips[7], run.Error);
    }

    [Theory]
    [InlineData("--label: the model takes recordings", ExitCode.WrongUsage, "t.csv", "--label", "bad")]
    [InlineData("t.csv' is a file; name a folder of recordings.", ExitCode.Failed, "t.csv")]
    public async Task Evaluate_says_what_kind_of_data_the_model_takes(string expected, int exitCode, string data, params string[] rest)
    {
        File.WriteAllText(_folder["t.csv"], "a,bad\n1,0\n2,1\n");
        CliRun run = (await CliRun.Of(["evaluate", speech.Model, "--data", _folder[data], .. rest])).Expect(exitCode);
        Assert.Contains(expected, run.Error);
    }

    [Fact]
    public async Task Predict_says_the_emotion_and_the_probability_of_each_class()
    {
        string clip = Directory.GetFiles(speech.Corpus).Order(StringComparer.Ordinal).First();
        CliRun run = (await CliRun.Of("predict", speech.Model, clip, "--json")).Expect(ExitCode.Success);
        JsonElement json = JsonDocument.Parse(run.Out).RootElement;
        JsonElement prediction = json.GetProperty("predictions")[0];
        Assert.Equal(clip, prediction.GetProperty("path").GetString());
        Dictionary<string, double> scores = prediction.GetProperty("scores").Deserialize<Dictionary<string, double>>()!;
        Assert.Equal(SyntheticSpeech.Emotions, scores.Count);
        Assert.Equal(1, scores.Values.Sum(), 1e-5);
        Assert.Equal(scores.MaxBy(score => score.Value).Key, prediction.GetProperty("label").GetString());
        Assert.Empty(run.Error);

        CliRun text = (await CliRun.Of("predict", speech.Model, clip)).Expect(ExitCode.Success);
        Assert.StartsWith($"{clip}: {prediction.GetProperty("label").GetString()} ", text.Out);
    }

    [Fact]
    public async Task Predict_scores_the_rest_where_a_folder_holds_no_recording()
    {
        Directory.CreateDirectory(_folder["empty"]);
        string clip = Directory.GetFiles(speech.Corpus)[0];
        CliRun run = (await CliRun.Of("predict", speech.Model, _folder["empty"], clip, "--json")).Expect(ExitCode.Failed);
        JsonElement predictions = JsonDocument.Parse(run.Out).RootElement.GetProperty("predictions");
        Assert.Equal(_folder["empty"], predictions[0].GetProperty("path").GetString());
        Assert.Contains("no recording", predictions[0].GetProperty("error").GetString());
        Assert.Equal(clip, predictions[1].GetProperty("path").GetString());
        Assert.True(predictions[1].TryGetProperty("label", out _));
    }

    [Fact]
    public async Task Predict_scores_a_folder_in_the_order_of_its_names()
    {
        CliRun run = (await CliRun.Of("predict", speech.Model, speech.Corpus, "--json")).Expect(ExitCode.Success);
        JsonElement json = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal(
            Directory.GetFiles(speech.Corpus).Order(StringComparer.Ordinal),
            json.GetProperty("predictions").EnumerateArray().Select(prediction => prediction.GetProperty("path").GetString()));
    }

    [Fact]
    public async Task Predict_names_what_it_cannot_read_scores_the_rest_and_is_exit_code_1()
    {
        File.WriteAllText(_folder["bad.wav"], "not audio");
        string clip = Directory.GetFiles(speech.Corpus)[0];
        CliRun run = (await CliRun.Of("predict", speech.Model, _folder["bad.wav"], clip, _folder["none.wav"], "--json")).Expect(ExitCode.Failed);
        Assert.Contains("bad.wav", run.Error);
        Assert.Contains("none.wav", run.Error);
        JsonElement predictions = JsonDocument.Parse(run.Out).RootElement.GetProperty("predictions");
        Assert.Equal(3, predictions.GetArrayLength());
        Assert.True(predictions[0].TryGetProperty("error", out _));
        Assert.True(predictions[1].TryGetProperty("label", out _));
        Assert.True(predictions[2].TryGetProperty("error", out _));
    }

    [Theory]
    [InlineData("predict")]
    [InlineData("evaluate")]
    public async Task A_file_that_is_no_model_is_exit_code_1(string verb)
    {
        File.WriteAllText(_folder["m.ekm"], "not a model");
        string[] rest = verb == "predict" ? [Directory.GetFiles(speech.Corpus)[0]] : ["--data", speech.Corpus];
        CliRun run = (await CliRun.Of([verb, _folder["m.ekm"], .. rest])).Expect(ExitCode.Failed);
        Assert.Contains("m.ekm", run.Error);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("predict")]
    [InlineData("predict", "m.ekm")]
    [InlineData("predict", "m.ekm", "a.wav", "--fast")]
    [InlineData("evaluate", "m.ekm")]
    [InlineData("evaluate", "--data", "x")]
    public async Task Wrong_usage_is_exit_code_2(params string[] args) => (await CliRun.Of(args)).Expect(ExitCode.WrongUsage);
}
