using EmotionKit.Audio;
using EmotionKit.Corpora;
using EmotionKit.Signal;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Corpora;

public class SyntheticCorpusTests
{
    private static readonly SyntheticSpeechOptions Small = new() { Speakers = 2, Sentences = 2, Emotions = [SyntheticEmotion.Sad, SyntheticEmotion.Angry] };

    [Fact]
    public void Recordings_are_written_labelled_and_said_to_be_synthetic()
    {
        using var folder = new ScratchFolder();
        IReadOnlyList<SpeechRecording> recordings = SpeechCorpus.Synthetic(Small).Scan(folder.Path).Recordings;
        Assert.Equal(8, recordings.Count);
        Assert.All(recordings, r => Assert.Equal("synthetic", r.Corpus));
        Assert.All(recordings, r => Assert.Contains("synthetic", Path.GetFileName(r.Path), StringComparison.Ordinal));
        Assert.Equal(["angry", "angry", "sad", "sad"], recordings.Take(4).Select(r => r.Label));
        Assert.Equal(["synthetic_001", "synthetic_002"], recordings.Select(r => r.Speaker).Distinct());
        Assert.Equal(["male", "female"], recordings.Select(r => r.Gender).Distinct());
        float[] expected = SyntheticVoice.Render(SyntheticEmotion.Angry, 1, 2);
        AudioClip clip = AudioLoader.Load(recordings[1].Path);
        Assert.Equal(16_000, clip.SampleRate);
        Assert.Equal(expected, clip.Samples);
    }

    [Fact]
    public void Files_that_are_there_are_kept_and_others_made_again()
    {
        using var folder = new ScratchFolder();
        SpeechCorpus corpus = SpeechCorpus.Synthetic(Small);
        string first = corpus.Scan(folder.Path).Recordings[0].Path, second = corpus.Scan(folder.Path).Recordings[1].Path;
        DateTime written = new(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(first, written);
        corpus.Scan(folder.Path);
        Assert.Equal(written, File.GetLastWriteTimeUtc(first));

        byte[] bytes = File.ReadAllBytes(second);
        File.Delete(second);
        corpus.Scan(folder.Path);
        Assert.Equal(bytes, File.ReadAllBytes(second));

        SpeechCorpus.Synthetic(Small with { Seed = 5 }).Scan(folder.Path);
        Assert.NotEqual(bytes, File.ReadAllBytes(second));
    }

    [Fact]
    public void Only_a_synthetic_corpus_needs_no_folder()
    {
        DataOperationsCatalog data = new MLContext().Data;
        Assert.Equal(8, data.LoadSpeechCorpus(SpeechCorpus.Synthetic(Small)).GetColumn<string>("Path").Count(File.Exists));
        Assert.Contains("name it", Assert.Throws<ArgumentException>(() => data.LoadSpeechCorpus(SpeechCorpus.Tess)).Message, StringComparison.Ordinal);
        Assert.Contains("Speakers", Assert.ThrowsAny<ArgumentException>(() => SpeechCorpus.Synthetic(Small with { Speakers = 0 })).Message, StringComparison.Ordinal);
        Assert.Contains("Emotions", Assert.ThrowsAny<ArgumentException>(() => SpeechCorpus.Synthetic(Small with { Emotions = [] })).Message, StringComparison.Ordinal);
    }
}
