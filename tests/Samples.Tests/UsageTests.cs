namespace Samples.Tests;

public sealed class UsageTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public static TheoryData<string> Samples { get; } = ["BringYourOwnModel", "CreditScoring", "DigitRecognition", "QuickStart", "SpeechEmotion"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Help_names_every_option_and_does_nothing(string sample)
    {
        string help = (await SampleRun.Of(sample, _folder.Path, "--help")).Succeeded().Out;
        Assert.StartsWith($"usage: {sample} ", help, StringComparison.Ordinal);
        Assert.Contains("\n  --out DIR ", help, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task An_option_that_is_none_is_one_line_and_exit_code_2(string sample)
    {
        (await SampleRun.Of(sample, _folder.Path, "--no-such-option", "x")).Failed(2, "'--no-such-option' is no option");
        (await SampleRun.Of(sample, _folder.Path, "--out")).Failed(2, "--out: expected a value");
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Theory]
    [InlineData("QuickStart", "--corpus needs --data", "--corpus", "ravdess")]
    [InlineData("QuickStart", "--corpus: expected one of ravdess, ", "--data", "x", "--corpus", "no-such-corpus")]
    [InlineData("QuickStart", "--credit needs --label", "--credit", "x.csv")]
    [InlineData("QuickStart", "--data: is given twice", "--data", "x", "--data", "y")]
    [InlineData("SpeechEmotion", "--epochs: expected a whole number from 1, got 'none'", "--epochs", "none")]
    [InlineData("DigitRecognition", "--model needs --picture", "--model", "x.ekm")]
    [InlineData("CreditScoring", "--data needs --label", "--data", "x.csv")]
    [InlineData("CreditScoring", "--cost-bad: expected a whole number from 0, got '-1'", "--cost-bad", "-1")]
    [InlineData("BringYourOwnModel", "--provider: expected one of auto, cpu, cuda, got 'gpu'", "--provider", "gpu")]
    public async Task Arguments_that_make_no_sense_are_one_line_and_exit_code_2(string sample, string said, params string[] args) =>
        (await SampleRun.Of(sample, _folder.Path, args)).Failed(2, said);

    [Theory]
    [InlineData("QuickStart", "'no-such-folder'", "--data", "no-such-folder")]
    [InlineData("QuickStart", "'no-such.csv'", "--credit", "no-such.csv", "--label", "bad")]
    [InlineData("SpeechEmotion", "'no-such-folder'", "--data", "no-such-folder")]
    [InlineData("SpeechEmotion", "'no-such.wav'", "--clip", "no-such.wav")]
    [InlineData("DigitRecognition", "'no-such-folder'", "--mnist", "no-such-folder")]
    [InlineData("DigitRecognition", "'no-such.png'", "--picture", "no-such.png")]
    [InlineData("CreditScoring", "'no-such.csv'", "--data", "no-such.csv", "--label", "bad")]
    [InlineData("BringYourOwnModel", "'no-such.onnx'", "--model", "no-such.onnx")]
    public async Task What_is_not_there_is_one_line_and_exit_code_1(string sample, string said, params string[] args) =>
        (await SampleRun.Of(sample, _folder.Path, args)).Failed(1, said);
}
