// A folder of recordings becomes two trained networks, an LSTM and convolutions with an LSTM, compared on speakers that neither has heard.
//   dotnet run -c Release --project samples/SpeechEmotion -- --data RAVDESS --corpus ravdess
using EmotionKit.Corpora;
using EmotionKit.Evaluation;
using EmotionKit.Reporting;
using EmotionKit.Speech;
using EmotionKit.Splits;
using Microsoft.ML;
using Microsoft.ML.Data;
using Samples;
using SpeechEmotion;

const string Usage = """
    usage: SpeechEmotion [options]

    Trains an LSTM and a CNN-LSTM on a folder of recordings, and compares them on speakers that neither has heard.

      --data DIR        the recordings; without it, synthetic speech made by the program
      --corpus NAME     how they are named: ravdess, tess, cremad, emodb, savee, folders; found out where it is not given
      --small           small networks and twelve epochs, to see it work
      --epochs N        passes over the recordings (30)
      --clip FILE       a recording to score; else the first of the test part
      --out DIR         where models and reports go (artifacts/speech-emotion)
      --help            this text
    """;

return SampleProgram.Run(args, Usage, options =>
{
    string? corpus = options.OneOf("--corpus", "ravdess", "tess", "cremad", "emodb", "savee", "folders");
    options.Needs("--corpus", "--data");
    bool small = options.Has("--small");
    int epochs = options.Number("--epochs", otherwise: small ? 12 : 30, least: 1);
    string? clip = options.ExistingFile("--clip");
    var ml = new MLContext(seed: 1);

    // What the recordings are: one row each, with Path, Label, Speaker, Gender and so on.
    string? data = options["--data"];
    IDataView clips = data is null
        ? ml.Data.LoadSpeechCorpus(SpeechCorpus.Synthetic())
        : ml.Data.LoadSpeechCorpus(data, corpus is null ? SpeechCorpus.Detect(data) : SpeechCorpus.ByName(corpus));
    string folder = options.OutputFolder(Path.Combine("artifacts", "speech-emotion"));
    ml.Reports().Dataset(clips, new DatasetReportOptions { Title = "Recordings" }).Save(Path.Combine(folder, "data.html"));

    // Mel bands, MFCC and descriptors frame by frame, computed once: this part learns nothing from the rows.
    ITransformer features = SequencePipelines.SequenceFeatures(ml, Networks.Frames(small)).Fit(clips);
    IDataView table = ml.Data.Cache(features.Transform(clips));

    // Nobody is heard in training and in testing. Recordings that do not say who speaks can only be divided by class.
    bool bySpeaker = clips.GetColumn<string>("Speaker").All(speaker => speaker.Length > 0);
    DataSplit split = bySpeaker ? ml.Data.SplitBySpeaker(table, testFraction: 0.25, seed: 1) : ml.Data.SplitStratified(table, testFraction: 0.25, seed: 1);
    Console.WriteLine($"{split.TrainSet.GetColumn<string>("Path").Count()} recordings to learn from, {split.TestSet.GetColumn<string>("Path").Count()} of unseen {(bySpeaker ? "speakers" : "takes")} to test on");

    var results = new List<(string Name, IDataView Scored)>();
    foreach (var (name, network) in Networks.All(small, epochs))
    {
        // Frames standardised by the training rows, then the network.
        ITransformer trained = SequencePipelines.Classifier(ml, network, Networks.Frames(small), new EpochLines(name)).Fit(split.TrainSet);
        IDataView scored = ml.Data.Cache(trained.Transform(split.TestSet));
        ClassificationMetrics metrics = ClassificationOutcome.Read(scored).Metrics;
        Console.WriteLine($"{name}: UAR {metrics.Uar:F3}, accuracy {metrics.Accuracy:F3}");
        results.Add((name, scored));

        string file = Path.Combine(folder, name);
        ml.Reports().Classification(scored, new ClassificationReportOptions { Title = $"Emotions in speech: {name}" }).Save($"{file}.html");
        ml.Reports().Training(trained, $"Training of the {name}").Save($"{file}-training.html");
        ml.Model.SaveBundle(new TransformerChain<ITransformer>(features, trained), clips.Schema, $"{file}.ekm");
    }
    ml.Reports().Compare(results).Save(Path.Combine(folder, "comparison.html"));

    // Another program needs the file alone: its first component loads the recording.
    clip ??= split.TestSet.GetColumn<string>("Path").First();
    foreach (var (name, _) in results)
    {
        ITransformer loaded = ml.Model.LoadBundle(Path.Combine(folder, $"{name}.ekm"), out _);
        using PredictionEngine<Recording, Prediction> engine = ml.Model.CreatePredictionEngine<Recording, Prediction>(loaded);
        Prediction prediction = engine.Predict(new Recording { Path = clip });
        Console.WriteLine($"{name} hears in {Path.GetFileName(clip)}: {prediction.Emotion}, probability {prediction.Score.Max():F2}");
    }
    Console.WriteLine($"models and reports are in {folder}");
});
