using System.Text.Json;
using EmotionKit.Audio;
using EmotionKit.Cli.Tests.Readme;
using EmotionKit.Corpora;
using Microsoft.ML;

namespace EmotionKit.Cli.Tests;

public sealed class InspectTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Shows_parts_options_input_columns_and_entries()
    {
        SaveModel();
        CliRun run = (await CliRun.Of("inspect", _folder["m.ekm"])).Expect(ExitCode.Success);
        Assert.Contains("LoadAudio", run.Out);
        Assert.Contains("PoolFrames", run.Out);
        Assert.Contains("sampleRate 16000", run.Out);
        Assert.Contains("nMfcc 13", run.Out);
        Assert.Contains("quantiles [", run.Out);
        Assert.DoesNotMatch(@"(?m)quantiles \[$", run.Out);
        Assert.Matches(@"Path\s+Text", run.Out);
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task Options_within_options_are_shown_in_lines_that_fit_and_hold_no_control_characters()
    {
        string shown = (await CliRun.Of("inspect", Path.Combine(Documentation.Root, "models", "digits-mnist.ekm"))).Expect(ExitCode.Success).Out;
        Assert.Contains("imageAugmentation {maxShift ", shown);
        Assert.DoesNotContain('\ufffd', shown);
        Assert.All(shown.Split('\n').Where(line => line.StartsWith("      ", StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(line)), line => Assert.InRange(line.Length, 0, 116));
    }

    [Fact]
    public async Task Writes_the_manifest_as_json()
    {
        SaveModel();
        CliRun run = (await CliRun.Of("inspect", _folder["m.ekm"], "--json", "-")).Expect(ExitCode.Success);
        JsonElement json = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal(1, json.GetProperty("format").GetInt32());
        Assert.Equal(["LoadAudio", "ExtractMfcc", "PoolFrames"], json.GetProperty("components").EnumerateArray().Select(part => part.GetProperty("name").GetString()));
        Assert.Equal(13, json.GetProperty("components")[1].GetProperty("options").GetProperty("nMfcc").GetInt32());
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("text")]
    [InlineData("missing")]
    [InlineData("folder")]
    public async Task A_file_that_is_no_whole_model_is_exit_code_1_and_one_line(string fault)
    {
        string path = _folder["m.ekm"];
        switch (fault)
        {
            case "cut":
                SaveModel();
                File.WriteAllBytes(path, File.ReadAllBytes(path)[..^40]);
                break;
            case "text":
                File.WriteAllText(path, "not a model");
                break;
            case "folder":
                Directory.CreateDirectory(path);
                break;
        }
        CliRun run = (await CliRun.Of("inspect", path)).Expect(ExitCode.Failed);
        Assert.StartsWith("error: ", run.Error);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
        Assert.Contains("m.ekm", run.Error);
        Assert.Empty(run.Out);
    }

    private void SaveModel()
    {
        WavWriter.Write(_folder["a.wav"], new float[16_000], 16_000);
        var ml = new MLContext(seed: 1);
        IDataView clips = ml.Data.LoadFromEnumerable([new SpeechRecording { Path = _folder["a.wav"], Label = "calm" }]);
        ITransformer model = ml.Transforms.LoadAudio("Audio", "Path", sampleRate: 16_000)
            .Append(ml.Transforms.ExtractMfcc("Mfcc", "Audio", new() { NMfcc = 13 }))
            .Append(ml.Transforms.PoolFrames("Features", "Mfcc"))
            .Fit(clips);
        ml.Model.SaveBundle(model, clips.Schema, _folder["m.ekm"]);
    }
}
