using System.Globalization;
using EmotionKit.Audio;
using EmotionKit.Corpora;
using EmotionKit.Signal;
using EmotionKit.Speech;
using Microsoft.ML;

namespace EmotionKit.Cli.Tests.Readme;

/// <summary>What pages take for granted, small and made up: a folder with recordings, tables and a model under the names that pages give them.</summary>
public sealed class PageFolder : IDisposable
{
    private static readonly string[] Speakers = ["anna", "ben", "carl", "dora"];

    private static readonly (string Label, SyntheticEmotion Emotion)[] Labels =
        [("angry", SyntheticEmotion.Angry), ("happy", SyntheticEmotion.Happy), ("sad", SyntheticEmotion.Sad)];

    private readonly TempFolder _folder = new();
    private readonly Lazy<Dictionary<string, object>> _given;

    public PageFolder()
    {
        _given = new(MakeGiven);
        SyntheticSpeech.Write(this["RAVDESS"], SyntheticSpeech.Speakers);
        WavWriter.Write(this["clip.wav"], SyntheticVoice.Render(SyntheticEmotion.Happy, speaker: 9, utterance: 1), SyntheticVoice.SampleRate);
        // What is inside says the format.
        File.Copy(this["clip.wav"], this["clip.flac"]);
        File.Copy(this["clip.wav"], this["speech.flac"]);
        WriteRecordings();
        WriteLoans(this["loans.csv"], 240);
        WriteLoans(this["applicants.csv"], 20);
    }

    public string Root => _folder.Path;

    public string this[string name] => _folder[name];

    /// <summary>What pages take for granted in their code, by name.</summary>
    public IReadOnlyDictionary<string, object> Given => _given.Value;

    public void Dispose() => _folder.Dispose();

    /// <summary>Whether a text of a page is the name of a file or folder here, or of one that a page writes.</summary>
    public bool IsName(string text) =>
        text.Length > 0 && text.IndexOfAny([' ', '{', '\n', '*', ':']) < 0 && !Path.IsPathRooted(text)
        && (Path.Exists(this[text]) || Path.GetExtension(text) is ".ekm" or ".ekc" or ".onnx" or ".html" or ".csv" or ".json" or ".md" or ".npy" or ".wav");

    private Dictionary<string, object> MakeGiven()
    {
        var ml = new MLContext(seed: 1);
        IDataView clips = ml.Data.LoadSpeechCorpus(this["RAVDESS"], SpeechCorpus.Ravdess);
        (IDataView train, IDataView test) = ml.Data.SplitBySpeaker(clips, testFraction: 0.25, seed: 1);
        ITransformer model = SpeechPipelines.PooledLogisticRegression(ml).Fit(train);
        ml.Model.SaveBundle(model, clips.Schema, this["emotion.ekm"]);
        return new Dictionary<string, object>
        {
            ["ml"] = ml,
            ["clips"] = clips,
            ["train"] = train,
            ["test"] = test,
            ["model"] = model,
            ["scored"] = model.Transform(test),
            ["loans"] = ml.Data.LoadCsv(this["loans.csv"], new() { LabelColumn = "defaulted", LabelName = "Label" }),
            ["folder"] = this["RAVDESS"],
            ["file"] = this["page.ekm"],
            ["path"] = this["clip.wav"],
            ["samples"] = AudioLoader.Load(this["clip.wav"], new() { SampleRate = 16_000 }).Samples,
        };
    }

    private void WriteRecordings()
    {
        var table = new List<string> { "Path,Label,Speaker,Gender" };
        foreach ((string label, SyntheticEmotion emotion) in Labels)
        {
            Directory.CreateDirectory(this[Path.Combine("recordings", label)]);
            for (int clip = 1; clip <= 4 * Speakers.Length; clip++)
            {
                int speaker = clip % Speakers.Length;
                string name = $"{label}/clip{clip}.wav";
                WavWriter.Write(this[Path.Combine("recordings", name)], SyntheticVoice.Render(emotion, speaker + 1, clip), SyntheticVoice.SampleRate);
                table.Add($"{name},{label},{Speakers[speaker]},{(speaker % 2 == 0 ? "female" : "male")}");
            }
        }
        File.WriteAllLines(this["labels.csv"], table);
    }

    private static void WriteLoans(string path, int rows)
    {
        var random = new Random(1);
        string[] purposes = ["car", "furniture", "business", ""];
        using var writer = new StreamWriter(path);
        writer.WriteLine("age,income,late,purpose,gender,defaulted");
        for (int i = 0; i < rows; i++)
        {
            double income = 1000 + 3000 * random.NextDouble();
            int late = random.Next(4), age = random.Next(20, 70);
            bool isBad = late + 2.5 * random.NextDouble() - income / 4000 > 2.2;
            string shown = random.Next(10) == 0 ? "" : income.ToString("F1", CultureInfo.InvariantCulture);
            writer.WriteLine($"{age},{shown},{late},{purposes[random.Next(4)]},{(random.Next(2) == 0 ? "female" : "male")},{(isBad ? 1 : 0)}");
        }
    }
}
