using EmotionKit.Corpora;
using EmotionKit.Evaluation;
using Microsoft.ML;

namespace EmotionKit.Cli.Tests.Readme;

/// <summary>The pipeline that README.md shows: the lines between the two comments are those of its C# block.</summary>
internal static class ReadmePipeline
{
    public static void Run(string folder, string file)
    {
        // README begins
        var ml = new MLContext(seed: 1);
        IDataView clips = ml.Data.LoadSpeechCorpus(folder, SpeechCorpus.Ravdess);
        var (train, test) = ml.Data.SplitBySpeaker(clips, testFraction: 0.2);

        var pipeline = ml.Transforms.LoadAudio("Audio", "Path", sampleRate: 16_000)
            .Append(ml.Transforms.TrimSilence("Audio"))
            .Append(ml.Transforms.ExtractMfcc("Mfcc", "Audio"))
            .Append(ml.Transforms.AppendDeltas("Mfcc"))
            .Append(ml.Transforms.PoolFrames("Features", "Mfcc"))
            .Append(ml.Transforms.EncodeLabel("Label"))
            .Append(ml.MulticlassClassification.Trainers.LogisticRegression())
            .Append(ml.Transforms.DecodeLabel("Emotion"));

        ITransformer model = pipeline.Fit(train);
        Console.WriteLine($"UAR {ClassificationOutcome.Read(model.Transform(test)).Metrics.Uar:F2}");
        ml.Model.SaveBundle(model, clips.Schema, file);
        // README ends
    }
}
