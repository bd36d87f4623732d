using EmotionKit.Audio;
using EmotionKit.Corpora;
using EmotionKit.Signal;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace QuickStart;

/// <summary>Where the recordings come from, and where the model goes.</summary>
internal sealed record Arguments(string? Data, string? Corpus, string Output)
{
    private const string Angry = "angry";

    // Far from the speakers of the synthetic corpus, which are numbered from 1.
    private const int NewSpeaker = 500;

    /// <summary>Names that <c>--corpus</c> takes.</summary>
    public static IReadOnlyList<string> Corpora { get; } = ["ravdess", "tess", "cremad", "emodb", "savee", "folders"];

    /// <summary>What is trained on, for a person.</summary>
    public string Name => Data is null ? "synthetic speech, made by this program" : $"'{Data}'";

    /// <summary>Null for arguments that make no sense.</summary>
    public static Arguments? Parse(string[] args)
    {
        var result = new Arguments(null, null, "emotion.ekm");
        for (int i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length)
                return null;
            string value = args[i + 1];
            switch (args[i])
            {
                case "--data":
                    result = result with { Data = value };
                    break;
                case "--corpus" when Corpora.Contains(value.ToLowerInvariant()):
                    result = result with { Corpus = value };
                    break;
                case "--out":
                    result = result with { Output = value };
                    break;
                default:
                    return null;
            }
        }
        return result.Data is null && result.Corpus is not null ? null : result;
    }

    public IDataView Load(MLContext ml) => Data is null
        ? ml.Data.LoadSpeechCorpus(SpeechCorpus.Synthetic())
        : ml.Data.LoadSpeechCorpus(Data, Corpus is null ? SpeechCorpus.Detect(Data) : SpeechCorpus.ByName(Corpus));

    /// <summary>A recording of a speaker that the model has not heard, and its true emotion.</summary>
    public (string Path, string Emotion) NewRecording(IDataView test)
    {
        if (Data is not null)
            return (test.GetColumn<string>("Path").First(), test.GetColumn<string>("Label").First());
        string path = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(Output))!, "synthetic-new-speaker.wav");
        WavWriter.Write(path, SyntheticVoice.Render(SyntheticEmotion.Angry, NewSpeaker, utterance: 1), SyntheticVoice.SampleRate);
        return (path, Angry);
    }
}
