using EmotionKit.Audio;
using EmotionKit.Signal;

namespace EmotionKit.Cli.Tests;

/// <summary>A small corpus of synthetic voices under RAVDESS' names, and a model trained on it; made once for a class of tests.</summary>
public sealed class SyntheticSpeech : IAsyncLifetime
{
    public const int Speakers = 4, Sentences = 2, Emotions = 8, Clips = Speakers * Sentences * Emotions;

    private readonly TempFolder _folder = new();

    public string Corpus => _folder["corpus"];

    public string Model => _folder["model.ekm"];

    public string Report => _folder["report.json"];

    public async ValueTask InitializeAsync()
    {
        Write(Corpus, Speakers);
        (await CliRun.Of("train", "speech", "--data", Corpus, "--corpus", "ravdess", "--trainer", "logistic", "--split", "speaker",
            "--folds", "2", "--seed", "7", "--out", Model, "--json", Report)).Expect(ExitCode.Success);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    public static void Write(string folder, int speakers, int firstSpeaker = 1)
    {
        Directory.CreateDirectory(folder);
        for (int speaker = firstSpeaker; speaker < firstSpeaker + speakers; speaker++)
        {
            foreach (SyntheticEmotion emotion in Enum.GetValues<SyntheticEmotion>())
            {
                for (int sentence = 1; sentence <= Sentences; sentence++)
                {
                    string name = $"03-01-{(int)emotion + 1:00}-01-{sentence:00}-01-{speaker:00}.wav";
                    WavWriter.Write(Path.Combine(folder, name), SyntheticVoice.Render(emotion, speaker, sentence), SyntheticVoice.SampleRate);
                }
            }
        }
    }
}
