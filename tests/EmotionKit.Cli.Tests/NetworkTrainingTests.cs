using System.Diagnostics;
using System.Text.Json;

namespace EmotionKit.Cli.Tests;

/// <summary>Networks from the command line: trained, evaluated, used, exported.</summary>
public sealed class NetworkTrainingTests(SyntheticSpeech speech) : IClassFixture<SyntheticSpeech>, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_network_of_ones_own_is_trained_evaluated_used_and_exported()
    {
        string network = _folder["network.json"], model = _folder["m.ekm"], graph = _folder["m.onnx"];
        File.WriteAllText(network, """
            { "layers": [ { "type": "masking" }, { "type": "conv1D", "filters": 8, "kernel": 5 }, { "type": "relu" }, { "type": "globalPooling" },
                          { "type": "dense" }, { "type": "softmax" } ] }
            """);
        CliRun train = (await CliRun.Of("train", "speech", "--data", speech.Corpus, "--trainer", network, "--epochs", "3", "--folds", "2", "--out", model, "--json", "-"))
            .Expect(ExitCode.Success);
        Assert.InRange(JsonDocument.Parse(train.Out).RootElement.GetProperty("uar").GetDouble(), 0, 1);

        CliRun evaluate = (await CliRun.Of("evaluate", model, "--data", speech.Corpus, "--json", "-")).Expect(ExitCode.Success);
        Assert.Equal(SyntheticSpeech.Clips, JsonDocument.Parse(evaluate.Out).RootElement.GetProperty("rows").GetInt32());
        string clip = Directory.GetFiles(speech.Corpus).Order().First();
        JsonElement prediction = JsonDocument.Parse((await CliRun.Of("predict", model, clip, "--json")).Expect(ExitCode.Success).Out).RootElement.GetProperty("predictions")[0];
        Assert.Equal(1, prediction.GetProperty("scores").EnumerateObject().Sum(score => score.Value.GetDouble()), 1e-5);

        // Another process gives the same bits.
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [typeof(CommandLine).Assembly.Location, "predict", model, clip, "--json"])
        {
            RedirectStandardOutput = true,
        })!;
        string answer = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(prediction.GetRawText(), JsonDocument.Parse(answer).RootElement.GetProperty("predictions")[0].GetRawText());

        (await CliRun.Of("export", model, "--onnx", graph)).Expect(ExitCode.Success);
        string text = System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(graph));
        Assert.Contains("emotionkit.preprocessing", text);
        Assert.Contains("ExtractMfcc", text);
        Assert.Contains("calm", text);
    }

    [Theory]
    [InlineData("lstm")]
    [InlineData("cnn-lstm")]
    [InlineData("hybrid")]
    public async Task The_named_networks_are_trained_too(string trainer)
    {
        CliRun run = (await CliRun.Of("train", "speech", "--data", speech.Corpus, "--trainer", trainer, "--epochs", "1", "--folds", "1", "--json", "-")).Expect(ExitCode.Success);
        Assert.Equal(trainer, JsonDocument.Parse(run.Out).RootElement.GetProperty("trainer").GetString());
    }

    [Fact]
    public async Task Any_option_of_a_recipe_can_be_changed_and_the_rest_keeps_its_default()
    {
        string model = _folder["m.ekm"], options = _folder["options.json"];
        File.WriteAllText(options, """{ "trainer": { "units": [6], "dense": [], "training": { "mixup": 0 } }, "sequences": { "frames": 50 } }""");
        (await CliRun.Of(
            "train", "speech", "--data", speech.Corpus, "--trainer", "lstm", "--options", options, "--epochs", "1", "--batch-size", "8", "--learning-rate", "0.01", "--validation", "0.2",
            "--patience", "3", "--folds", "0", "--out", model)).Expect(ExitCode.Success);
        using System.IO.Compression.ZipArchive bundle = System.IO.Compression.ZipFile.OpenRead(model);
        using var manifest = new StreamReader(bundle.GetEntry("manifest.json")!.Open());
        string text = string.Concat((await manifest.ReadToEndAsync(TestContext.Current.CancellationToken)).Where(c => !char.IsWhiteSpace(c)));
        foreach (string set in (string[])["\"units\":[6]", "\"mixup\":0,", "\"epochs\":1,", "\"batchSize\":8,", "\"learningRate\":0.01,", "\"validationFraction\":0.2,", "\"patience\":3,", "\"weightDecay\":0.05,"])
            Assert.Contains(set, text);
    }

    [Fact]
    public async Task Clips_are_changed_in_every_epoch_where_that_is_asked_for()
    {
        string[] losses = await Task.WhenAll(Loss("null"), Loss("""{"probability": 1}"""), Loss("""{"probability": 1, "changes": {"stretchProbability": 0, "pitchProbability": 0, "shiftProbability": 0, "noiseProbability": 0, "gainProbability": 0}}"""));
        Assert.NotEqual(losses[0], losses[1]);
        Assert.Equal(losses[0], losses[2]);

        async Task<string> Loss(string waveform)
        {
            CliRun run = (await CliRun.Of(
                "train", "speech", "--data", speech.Corpus, "--trainer", "lstm", "--options", $$$"""{"trainer": {"units": [4], "waveform": {{{waveform}}} }, "sequences": {"frames": 60}}""",
                "--epochs", "2", "--folds", "0", "--out", _folder[$"{waveform.Length}.ekm"], "--verbose")).Expect(ExitCode.Success);
            return run.Error.Split('\n').Single(line => line.Contains("epoch 2 of", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("have no property 'unit'", "lstm", "--options", """{"trainer": {"unit": [6]}}""")]
    [InlineData("--options: Epochs", "lstm", "--options", """{"trainer": {"training": {"epochs": 0}}}""", "--validation", "0.1")]
    [InlineData("does not exist", "lstm", "--options", "nothing.json")]
    [InlineData("'hybrid' cannot change clips", "hybrid", "--options", """{"cnnLstm": {"waveform": {}}}""")]
    [InlineData("leave one of them out", "lstm", "--speaker-norm", "--options", """{"trainer": {"waveform": {}}}""")]
    [InlineData("expected a number from 0 to below 1", "lstm", "--validation", "1")]
    [InlineData("expected a number above 0", "lstm", "--learning-rate", "0")]
    [InlineData("--batch-size: 'logistic' has none", "logistic", "--batch-size", "8")]
    [InlineData("--folds: 0 evaluates nothing", "logistic", "--folds", "0")]
    [InlineData("--checkpoint: keeps the training", "lstm", "--checkpoint", "state.ekc")]
    [InlineData("--speaker-norm: evaluates only", "logistic", "--speaker-norm", "--out", "m.ekm")]
    public async Task Options_that_cannot_be_are_refused_before_the_work(string said, string trainer, params string[] options)
    {
        CliRun run = (await CliRun.Of(["train", "speech", "--data", speech.Corpus, "--trainer", trainer, .. options])).Expect(ExitCode.WrongUsage);
        Assert.Contains(said, run.Error);
        Assert.False(File.Exists("m.ekm"));
    }

    [Fact]
    public async Task A_training_that_was_stopped_goes_on_from_its_checkpoint_to_the_same_model()
    {
        string whole = _folder["whole.ekm"], resumed = _folder["resumed.ekm"], state = _folder["state.ekc"], stopped = _folder["resumed.stopped.ekm"];
        // All that has a state or draws at random: dropout, masks, noise, mixing, averaged weights, falls of the rate, the best epoch.
        const string options = """
            {"trainer": {"units": [6], "dropout": 0.3, "training": {"mixup": 0.3, "averageDecay": 0.9, "restoreBest": true, "schedule": {"kind": "plateau", "patience": 1},
             "augmentation": {"timeMasks": 1, "frequencyMasks": 1, "noise": 0.1, "speed": 0.1, "shiftFrames": 2}}}, "sequences": {"frames": 60}}
            """;
        string[] train = ["train", "speech", "--data", speech.Corpus, "--trainer", "lstm", "--options", options, "--folds", "0", "--epochs", "5", "--validation", "0.3", "--verbose"];
        (await CliRun.Of([.. train, "--out", whole])).Expect(ExitCode.Success);
        string[] go = [.. train, "--out", resumed, "--checkpoint", state];
        CliRun first = (await CliRun.StoppedAt("epoch 2 of", go)).Expect(ExitCode.Interrupted);
        Assert.DoesNotContain("epoch 3 of", first.Error);
        Assert.False(File.Exists(resumed));

        CliRun second = (await CliRun.Of(go)).Expect(ExitCode.Success);
        Assert.DoesNotContain("epoch 2 of", second.Error);
        Assert.Contains("epoch 3 of", second.Error);
        string clip = Directory.GetFiles(speech.Corpus).Order().First();
        string[] answers = [await Scores(whole), await Scores(resumed), await Scores(stopped)];
        Assert.Equal(answers[0], answers[1]);

        // The best so far was kept, and says what it is.
        Assert.NotEqual(answers[0], answers[2]);
        Assert.Contains("resumed.stopped.ekm", first.Error);
        Assert.Contains("after 2 of 5 epochs", (await CliRun.Of("inspect", stopped)).Expect(ExitCode.Success).Out);

        async Task<string> Scores(string model) =>
            JsonDocument.Parse((await CliRun.Of("predict", model, clip, "--json")).Expect(ExitCode.Success).Out).RootElement.GetProperty("predictions")[0].GetRawText();
    }

    [Fact]
    public async Task Features_standardised_by_speaker_are_evaluated_and_said()
    {
        CliRun run = (await CliRun.Of("train", "speech", "--data", speech.Corpus, "--speaker-norm", "--folds", "2", "--json", "-")).Expect(ExitCode.Success);
        JsonElement json = JsonDocument.Parse(run.Out).RootElement;
        Assert.True(json.GetProperty("speakerNorm").GetBoolean());
        Assert.True(json.GetProperty("uar").GetDouble() > 0.3);
    }

    [Fact]
    public async Task Logistic_regression_is_exported_too()
    {
        (await CliRun.Of("export", speech.Model, "--onnx", _folder["x.onnx"])).Expect(ExitCode.Success);
        Assert.Contains("PoolFrames", System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(_folder["x.onnx"])));
    }

    [Theory]
    [InlineData("""{ "layers": [ { "type": "dense" } ] }""", "softmax")]
    [InlineData("""{ "layers": [ { "type": "lstmm" } ] }""", "lstm")]
    [InlineData("not json", "network.json")]
    public async Task A_file_that_holds_no_classifying_network_is_refused_before_the_work(string json, string said)
    {
        File.WriteAllText(_folder["network.json"], json);
        CliRun run = (await CliRun.Of("train", "speech", "--data", speech.Corpus, "--trainer", _folder["network.json"])).Expect(ExitCode.Failed);
        Assert.Contains(said, run.Error);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Epochs_are_for_networks()
    {
        CliRun run = (await CliRun.Of("train", "speech", "--data", speech.Corpus, "--epochs", "3")).Expect(ExitCode.WrongUsage);
        Assert.Contains("--epochs", run.Error);
    }
}
