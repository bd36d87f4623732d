using System.Diagnostics;
using EmotionKit.Signal;
using EmotionKit.TestSupport;

namespace Samples.Tests;

public sealed class BringYourOwnModelTests : IDisposable
{
    private const string Name = "BringYourOwnModel";
    private const string Python = "/usr/bin/python3";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait("Category", "Long")]
    public async Task Without_a_model_one_is_made_exported_and_scored_as_anybodys()
    {
        SampleRun run = (await SampleRun.Of(Name, _folder.Path, "--provider", "cpu", "--out", "made")).Succeeded();
        Assert.Contains("network.onnx reads 130 frames of 40 MFCC", run.Out, StringComparison.Ordinal);
        Assert.Contains("runs on Cpu: ", run.Out, StringComparison.Ordinal);
        Assert.InRange(run.Figure("UAR"), 0.3, 1);
        Assert.Contains("it says the same of 96 of 96", run.Out, StringComparison.Ordinal);
        HtmlReport.Check(_folder["made", "report.html"], "network.onnx on synthetic");

        // The exported file is a model like any other; the classes are in it.
        SampleRun again = (await SampleRun.Of(Name, _folder.Path, "--model", _folder["made", "network.onnx"])).Succeeded();
        Assert.Equal(run.Figure("UAR"), again.Figure("UAR"));
    }

    [Fact]
    public async Task A_model_of_PyTorch_without_names_is_given_them()
    {
        string model = TestData.Require("onnx", "pytorch-lstm.onnx");
        SyntheticCorpus.Write(_folder["clips"], speakers: 1, sentences: 1, SyntheticEmotion.Sad, SyntheticEmotion.Angry);
        SampleRun run = (await SampleRun.Of(
            Name, _folder.Path, "--model", model, "--classes", "angry,calm,disgust,fear,happy,neutral,sad", "--data", "clips", "--corpus", "ravdess")).Succeeded();
        Assert.Contains("on 2 of them, whose labels the model knows", run.Out, StringComparison.Ordinal);
        Assert.Contains("it says the same of 2 of 2", run.Out, StringComparison.Ordinal);
        (await SampleRun.Of(Name, _folder.Path, "--model", model, "--classes", "angry,sad")).Failed(1, "ClassNames");
    }

    [Fact]
    public async Task A_model_that_reads_something_else_is_one_line_and_exit_code_1()
    {
        (await SampleRun.Of(Name, _folder.Path, "--model", TestData.Require("onnx", "pytorch-mnist.onnx"))).Failed(1, "[-1, 1, 28, 28]");
        await File.WriteAllTextAsync(_folder["x.onnx"], "no model");
        (await SampleRun.Of(Name, _folder.Path, "--model", "x.onnx")).Failed(1, "expected an ONNX model");
    }

    /// <summary>The whole way of the README: features by the command line, training and export by PyTorch, scoring here. What PyTorch learned of these
    /// recordings it must know again, which it cannot unless features and their layout are the same on both sides.</summary>
    [Fact]
    [Trait("Category", "Long")]
    public async Task The_script_beside_it_trains_with_PyTorch_what_the_sample_then_scores()
    {
        if (!HasPyTorch())
            Assert.Skip("needs PyTorch and onnx in Debian's Python (python3-torch, python3-onnx)");
        SyntheticCorpus.Write(_folder["clips"], speakers: 6, sentences: 2, SyntheticEmotion.Sad, SyntheticEmotion.Angry);
        (await SampleRun.Of(
            "EmotionKit.Cli", _folder.Path, "features", "clips", "--kind", "mfcc", "--options", "{\"nMfcc\":40}", "--sample-rate", "16000", "--out", "features")).Exited(0);
        string script = Path.Combine(SampleRun.Root, "samples", Name, "export.py");
        string names = $"{(int)SyntheticEmotion.Sad + 1:00}=sad,{(int)SyntheticEmotion.Angry + 1:00}=angry";
        (await SampleRun.OfProcess(Python, _folder.Path, script, "features", "emotion.onnx", "--label", "03-01-(..)", "--names", names)).Exited(0);

        SampleRun run = (await SampleRun.Of(Name, _folder.Path, "--model", "emotion.onnx", "--logits", "--data", "clips", "--corpus", "ravdess")).Succeeded();
        Assert.InRange(run.Figure("accuracy"), 0.9, 1);
        Assert.Contains("on 24 of them", run.Out, StringComparison.Ordinal);
    }

    private static bool HasPyTorch()
    {
        if (!File.Exists(Python))
            return false;
        using Process process = Process.Start(new ProcessStartInfo(Python, ["-c", "import torch, onnx"]) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
