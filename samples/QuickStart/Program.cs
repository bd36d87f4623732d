// The main job: recordings become a model in one file, and the model scores a recording that it has not seen.
//   dotnet run -c Release --project samples/QuickStart
//   dotnet run -c Release --project samples/QuickStart -- --data RAVDESS --corpus ravdess --out emotion.ekm
using System.Diagnostics;
using EmotionKit.Evaluation;
using EmotionKit.Speech;
using EmotionKit.Splits;
using Microsoft.ML;
using QuickStart;

if (Arguments.Parse(args) is not { } arguments)
{
    Console.Error.WriteLine("usage: QuickStart [--data DIR [--corpus ravdess|tess|cremad|emodb|savee|folders]] [--out FILE]");
    return 2;
}
var watch = Stopwatch.StartNew();
var ml = new MLContext(seed: 1);

IDataView clips = arguments.Load(ml);
DataSplit split = ml.Data.SplitBySpeaker(clips, testFraction: 0.25, seed: 1);

// Statistics over time of MFCC, their derivatives and acoustic descriptors, then multinomial logistic regression. README.md
// shows such a pipeline written out.
IEstimator<ITransformer> pipeline = SpeechPipelines.PooledLogisticRegression(ml);
ITransformer model = pipeline.Fit(split.TrainSet);
Console.WriteLine($"trained on {arguments.Name} [{watch.Elapsed.TotalSeconds:F1} s]");

IDataView scored = ml.Data.Cache(model.Transform(split.TestSet), "Label", "PredictedLabel", "Score");
Report.Print(ClassificationOutcome.Read(scored), arguments.Name);

ml.Model.SaveBundle(model, clips.Schema, arguments.Output);
Console.WriteLine($"saved {arguments.Output}, {new FileInfo(arguments.Output).Length / 1024} KiB");

// What a program that only scores needs: the file, a recording, and two small classes.
ITransformer loaded = ml.Model.LoadBundle(arguments.Output, out _);
using PredictionEngine<Clip, Answer> engine = ml.Model.CreatePredictionEngine<Clip, Answer>(loaded);
(string path, string truth) = arguments.NewRecording(split.TestSet);
Answer answer = engine.Predict(new Clip { Path = path });
Console.WriteLine($"new recording {Path.GetFileName(path)} ({truth}): {answer.Emotion}, probability {answer.Score.Max():F2}");
Console.WriteLine($"done in {watch.Elapsed.TotalSeconds:F1} s");
return 0;
