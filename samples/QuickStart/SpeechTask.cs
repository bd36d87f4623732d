using EmotionKit.Audio;
using EmotionKit.Corpora;
using EmotionKit.Evaluation;
using EmotionKit.Reporting;
using EmotionKit.Signal;
using EmotionKit.Speech;
using EmotionKit.Splits;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace QuickStart;

/// <summary>From recordings to emotions: train, report, save, load, predict.</summary>
internal sealed class SpeechTask(string? data, string? corpus)
{
    // Far from the speakers of the synthetic corpus, which are numbered from 1.
    private const int NewSpeaker = 500;

    /// <summary>Names that <c>--corpus</c> takes.</summary>
    public static IReadOnlyList<string> Corpora { get; } = ["ravdess", "tess", "cremad", "emodb", "savee", "folders"];

    public void Run(string folder)
    {
        var ml = new MLContext(seed: 1);
        Console.WriteLine($"Emotions in {(data is null ? "synthetic speech, made by this program" : data)}");
        IDataView clips = data is null
            ? ml.Data.LoadSpeechCorpus(SpeechCorpus.Synthetic())
            : ml.Data.LoadSpeechCorpus(data, corpus is null ? SpeechCorpus.Detect(data) : SpeechCorpus.ByName(corpus));

        // Where it is known who speaks, nobody is on both sides.
        bool bySpeaker = clips.GetColumn<string>("Speaker").All(speaker => speaker.Length > 0);
        DataSplit split = bySpeaker ? ml.Data.SplitBySpeaker(clips, testFraction: 0.25, seed: 1) : ml.Data.SplitStratified(clips, testFraction: 0.25, seed: 1);

        // Statistics over time of MFCC, their derivatives, mel bands and acoustic descriptors, then multinomial logistic regression.
        // README.md shows such a pipeline written out.
        ITransformer model = SpeechPipelines.PooledLogisticRegression(ml).Fit(split.TrainSet);

        IDataView scored = ml.Data.Cache(model.Transform(split.TestSet));
        ClassificationMetrics metrics = ClassificationOutcome.Read(scored).Metrics;
        Console.WriteLine($"  UAR {metrics.Uar:F3}, accuracy {metrics.Accuracy:F3} on {metrics.Rows} recordings of unseen {(bySpeaker ? "speakers" : "takes")}");
        ml.Reports().Classification(scored, new ClassificationReportOptions { Title = "Emotions in speech" }).Save(Path.Combine(folder, "emotion.html"));

        string file = Path.Combine(folder, "emotion.ekm");
        ml.Model.SaveBundle(model, clips.Schema, file);

        // What a program that only scores needs: the file, a recording, and two small classes.
        (string path, string truth) = data is null ? Render(folder) : (split.TestSet.GetColumn<string>("Path").First(), split.TestSet.GetColumn<string>("Label").First());
        using PredictionEngine<Clip, Answer> engine = ml.Model.CreatePredictionEngine<Clip, Answer>(ml.Model.LoadBundle(file, out _));
        Answer answer = engine.Predict(new Clip { Path = path });
        Console.WriteLine($"  new recording {Path.GetFileName(path)} ({truth}): {answer.Emotion}, probability {answer.Score.Max():F2}");

        // A model that ships ready-made, for programs without recordings of their own to learn from.
        using PredictionEngine<Clip, Answer> shipped = ml.Model.CreatePredictionEngine<Clip, Answer>(ml.Models().Emotion());
        answer = shipped.Predict(new Clip { Path = path });
        Console.WriteLine($"  the model that ships with EmotionKit, trained on German actors, hears: {answer.Emotion}, probability {answer.Score.Max():F2}");
    }

    /// <summary>A recording of a speaker that the model has not heard.</summary>
    private static (string Path, string Emotion) Render(string folder)
    {
        string path = Path.Combine(folder, "new-speaker.wav");
        WavWriter.Write(path, SyntheticVoice.Render(SyntheticEmotion.Angry, NewSpeaker, utterance: 1), SyntheticVoice.SampleRate);
        return (path, "angry");
    }

    private sealed class Clip
    {
        public string Path { get; set; } = "";
    }

    private sealed class Answer
    {
        public string Emotion { get; set; } = "";

        /// <summary>The probability of each emotion.</summary>
        public float[] Score { get; set; } = [];
    }
}
