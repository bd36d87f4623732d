using System.Security.Cryptography;
using System.Text;
using EmotionKit.Audio;
using EmotionKit.Signal;

namespace EmotionKit.Corpora;

/// <summary>Recordings that <see cref="SyntheticVoice"/> makes, written as WAV files when the corpus is scanned.</summary>
internal sealed class SyntheticCorpus(SyntheticSpeechOptions options) : SpeechCorpus
{
    // Written last: while it is missing or says something else, the files are not trusted.
    private const string ManifestName = "synthetic-speech.json";

    // To be raised when the voice changes, so that files made before are made again.
    private const int VoiceVersion = 1;

    public override string Name => "synthetic";

    /// <summary>A folder of the user's own among the machine's temporary files, the same for the same options.</summary>
    public string CacheFolder => Path.Combine(
        Path.GetTempPath(), $"emotionkit-{Environment.UserName}", $"synthetic-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Manifest)))[..16]}");

    private string Manifest => $"{{\"voice\":{VoiceVersion},\"options\":{OptionsJson.Write(options)}}}\n";

    private protected override SpeechCorpusReport ScanFolder(string folder)
    {
        Check.NotEmpty(folder);
        List<(SpeechRecording Recording, SyntheticEmotion Emotion, int Speaker, int Sentence)> clips = Clips(folder);
        string manifest = Path.Combine(folder, ManifestName);
        bool trusted = File.Exists(manifest) && File.ReadAllText(manifest) == Manifest;
        if (!trusted || !clips.TrueForAll(c => File.Exists(c.Recording.Path)))
        {
            Directory.CreateDirectory(folder);
            ParallelLoop.Run(clips.Count, Execution.Threads, i =>
            {
                (SpeechRecording Recording, SyntheticEmotion Emotion, int Speaker, int Sentence) clip = clips[i];
                float[] samples = SyntheticVoice.Render(clip.Emotion, clip.Speaker, clip.Sentence, options.Seed);
                AtomicFile.Write(clip.Recording.Path, stream => WavWriter.Write(stream, samples, SyntheticVoice.SampleRate));
            });
            AtomicFile.Write(manifest, stream => stream.Write(Encoding.UTF8.GetBytes(Manifest)));
        }
        return new SpeechCorpusReport(Name, folder, [.. clips.Select(c => c.Recording)], []);
    }

    private List<(SpeechRecording Recording, SyntheticEmotion Emotion, int Speaker, int Sentence)> Clips(string folder)
    {
        var clips = new List<(SpeechRecording Recording, SyntheticEmotion Emotion, int Speaker, int Sentence)>();
        for (int speaker = 1; speaker <= options.Speakers; speaker++)
        {
            foreach (SyntheticEmotion emotion in options.Emotions)
            {
                for (int sentence = 1; sentence <= options.Sentences; sentence++)
                {
                    string label = emotion.ToString().ToLowerInvariant();
                    clips.Add((
                        new SpeechRecording
                        {
                            Path = Path.Combine(folder, $"synthetic_{speaker:000}_{label}_{sentence:000}.wav"),
                            Label = label,
                            Speaker = $"synthetic_{speaker:000}",
                            Gender = SyntheticVoice.IsFemale(speaker) ? "female" : "male",
                            Sentence = $"{sentence:000}",
                            Corpus = Name,
                        },
                        emotion, speaker, sentence));
                }
            }
        }
        clips.Sort((a, b) => string.CompareOrdinal(a.Recording.Path, b.Recording.Path));
        return clips;
    }
}
