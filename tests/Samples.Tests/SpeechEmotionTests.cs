using EmotionKit.Signal;

namespace Samples.Tests;

public sealed class SpeechEmotionTests : IDisposable
{
    private const string Name = "SpeechEmotion";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait("Category", "Long")]
    public async Task A_folder_of_recordings_becomes_two_networks_their_reports_and_a_comparison()
    {
        string corpus = SyntheticCorpus.Write(_folder["clips"], speakers: 4, sentences: 2, SyntheticEmotion.Sad, SyntheticEmotion.Angry, SyntheticEmotion.Neutral);
        string clip = Directory.GetFiles(corpus).Order(StringComparer.Ordinal).Last();
        SampleRun run = (await SampleRun.Of(Name, _folder.Path, "--data", corpus, "--corpus", "ravdess", "--small", "--epochs", "3", "--clip", clip, "--out", "made")).Succeeded();

        Assert.Contains("18 recordings to learn from, 6 of unseen speakers to test on", run.Out, StringComparison.Ordinal);
        HtmlReport.Check(_folder["made", "data.html"], "Recordings");
        HtmlReport.Check(_folder["made", "comparison.html"], "Comparison of models");
        foreach (string network in new[] { "lstm", "cnn-lstm" })
        {
            Assert.Contains($"  {network}, epoch 1 of 3: loss ", run.Out, StringComparison.Ordinal);
            Assert.InRange(run.Figure($"\n{network}: UAR"), 0, 1);
            HtmlReport.Check(_folder["made", $"{network}.html"], $"Emotions in speech: {network}");
            HtmlReport.Check(_folder["made", $"{network}-training.html"], $"Training of the {network}");
            string emotion = SavedModel.Answer(_folder["made", $"{network}.ekm"], clip, "Emotion");
            Assert.Contains($"{network} hears in {Path.GetFileName(clip)}: {emotion}, probability", run.Out, StringComparison.Ordinal);
        }
    }
}
