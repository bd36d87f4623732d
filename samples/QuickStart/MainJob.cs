using System.Diagnostics;
using EmotionKit.Evaluation;
using EmotionKit.Speech;
using EmotionKit.Splits;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace QuickStart;

/// <summary>Train, report, save, load, predict.</summary>
internal static class MainJob
{
    public static void Run(Arguments arguments)
    {
        var watch = Stopwatch.StartNew();
        var ml = new MLContext(seed: 1);

        // Where it is known who speaks, nobody is on both sides.
        IDataView clips = arguments.Load(ml);
        bool bySpeaker = clips.GetColumn<string>("Speaker").All(speaker => speaker.Length > 0);
        DataSplit split = bySpeaker ? ml.Data.SplitBySpeaker(clips, testFraction: 0.25, seed: 1) : ml.Data.SplitStratified(clips, testFraction: 0.25, seed: 1);

        // Statistics over time of MFCC, their derivatives, mel bands and acoustic descriptors, then multinomial logistic regression.
        // README.md shows such a pipeline written out.
        IEstimator<ITransformer> pipeline = SpeechPipelines.PooledLogisticRegression(ml);
        ITransformer model = pipeline.Fit(split.TrainSet);
        Console.WriteLine($"trained on {arguments.Name} [{watch.Elapsed.TotalSeconds:F1} s]");

        IDataView scored = ml.Data.Cache(model.Transform(split.TestSet), "Label", "PredictedLabel", "Score");
        Report.Print(ClassificationOutcome.Read(scored), bySpeaker ? "unseen speakers" : "unseen recordings", arguments.Name);

        ml.Model.SaveBundle(model, clips.Schema, arguments.Output);
        Console.WriteLine($"saved {arguments.Output}, {new FileInfo(arguments.Output).Length / 1024} KiB");

        // What a program that only scores needs: the file, a recording, and two small classes.
        ITransformer loaded = ml.Model.LoadBundle(arguments.Output, out _);
        using PredictionEngine<Clip, Answer> engine = ml.Model.CreatePredictionEngine<Clip, Answer>(loaded);
        (string path, string truth) = arguments.NewRecording(split.TestSet);
        Answer answer = engine.Predict(new Clip { Path = path });
        Console.WriteLine($"new recording {Path.GetFileName(path)} ({truth}): {answer.Emotion}, probability {answer.Score.Max():F2}");

        // A model that ships ready-made, for programs without recordings of their own to learn from.
        using PredictionEngine<Clip, Answer> shipped = ml.Model.CreatePredictionEngine<Clip, Answer>(ml.Models().Emotion());
        answer = shipped.Predict(new Clip { Path = path });
        Console.WriteLine($"the shipped model, trained on German actors, hears: {answer.Emotion}, probability {answer.Score.Max():F2}");
        Console.WriteLine($"done in {watch.Elapsed.TotalSeconds:F1} s");
    }
}
