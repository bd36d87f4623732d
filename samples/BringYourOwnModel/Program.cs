// A network that was trained elsewhere, as an ONNX file, scores recordings in an EmotionKit pipeline, on CUDA or on the CPU.
//   dotnet run -c Release --project samples/BringYourOwnModel -- --model emotion.onnx --data RAVDESS --corpus ravdess
// export.py makes such a file with PyTorch.
using BringYourOwnModel;
using EmotionKit.Corpora;
using EmotionKit.Evaluation;
using EmotionKit.Onnx;
using EmotionKit.Reporting;
using Microsoft.ML;
using Microsoft.ML.Data;
using Samples;

const string Usage = """
    usage: BringYourOwnModel [options]

    Scores recordings with an ONNX model from PyTorch, Keras or wherever: sound, MFCC, your model, emotion.

      --model FILE      the model; it reads MFCC as [rows, frames, coefficients]. Without it, one is made on the spot
      --classes NAMES   what its outputs mean, with commas between them, where the file does not say
      --logits          its outputs are logits, not probabilities
      --provider NAME   auto (CUDA where it can be used, else the CPU), cpu or cuda
      --data DIR        the recordings; without it, synthetic speech made by the program
      --corpus NAME     how they are named: ravdess, tess, cremad, emodb, savee, folders; found out where it is not given
      --out DIR         where model and report go (artifacts/bring-your-own-model)
      --help            this text
    """;

return SampleProgram.Run(args, Usage, options =>
{
    string? corpus = options.OneOf("--corpus", "ravdess", "tess", "cremad", "emodb", "savee", "folders");
    string? provider = options.OneOf("--provider", "auto", "cpu", "cuda");
    options.Needs("--corpus", "--data");
    options.Needs("--classes", "--model");
    string? model = options.ExistingFile("--model"), data = options["--data"];
    var ml = new MLContext(seed: 1);
    IDataView clips = data is null
        ? ml.Data.LoadSpeechCorpus(SpeechCorpus.Synthetic(new SyntheticSpeechOptions { Speakers = 6, Sentences = 2 }))
        : ml.Data.LoadSpeechCorpus(data, corpus is null ? SpeechCorpus.Detect(data) : SpeechCorpus.ByName(corpus));
    string folder = options.OutputFolder(Path.Combine("artifacts", "bring-your-own-model"));
    if (model is null)
    {
        model = Path.Combine(folder, "network.onnx");
        OwnNetwork.Export(ml, model);
        Console.WriteLine($"no --model was given: trained a small network on other synthetic speakers and exported it to {model}");
    }

    (int frames, int coefficients) = MfccPipeline.ShapeOf(model);
    Console.WriteLine($"{Path.GetFileName(model)} reads {frames} frames of {coefficients} MFCC");
    var scoring = new OnnxScoringOptions
    {
        ModelPath = model,
        Inputs = [new OnnxColumn("Features")],
        PredictedLabelColumn = "PredictedLabel",
        ClassNames = options["--classes"]?.Split(',', StringSplitOptions.TrimEntries),
        PostProcess = options.Has("--logits") ? OnnxPostProcess.Softmax : OnnxPostProcess.None,
        Provider = Enum.Parse<OnnxProvider>(provider ?? "auto", ignoreCase: true),
    };

    // Nothing is learned here: Fit only checks that the columns fit the model. Rows go through in batches.
    OnnxScoringEstimator scorer = ml.Transforms.ScoreOnnx(scoring);
    ITransformer pipeline = MfccPipeline.Features(ml, frames, coefficients).Append(scorer).Append(ml.Transforms.DecodeLabel("Emotion")).Fit(clips);
    OnnxScoringTransformer session = pipeline.InSequence().OfType<OnnxScoringTransformer>().Single();
    Console.WriteLine($"runs on {session.Provider}: {session.ProviderReason}");

    IDataView scored = ml.Data.Cache(pipeline.Transform(clips));
    string[] emotions = [.. scored.GetColumn<string>("Emotion")], labels = [.. clips.GetColumn<string>("Label")];
    Console.WriteLine($"{emotions.Length} recordings: {string.Join(", ", emotions.CountBy(emotion => emotion).OrderByDescending(count => count.Value).Select(count => $"{count.Value} {count.Key}"))}");
    if (labels.Intersect(session.ClassNames ?? []).Any())
    {
        ClassificationMetrics metrics = ClassificationOutcome.Read(scored).Metrics;
        Console.WriteLine($"UAR {metrics.Uar:F3}, accuracy {metrics.Accuracy:F3} on {metrics.Rows} of them, whose labels the model knows");
        ml.Reports().Classification(scored, new ClassificationReportOptions { Title = $"{Path.GetFileName(model)} on {clips.GetColumn<string>("Corpus").First()}" }).Save(Path.Combine(folder, "report.html"));
    }

    // The bundle holds the features' options and the ONNX model: whoever has it needs no other file.
    string bundle = Path.Combine(folder, "model.ekm");
    ml.Model.SaveBundle(pipeline, clips.Schema, bundle);
    string[] again = [.. ml.Model.LoadBundle(bundle, out _).Transform(clips).GetColumn<string>("Emotion")];
    Console.WriteLine($"saved {bundle}; loaded again, it says the same of {emotions.Zip(again).Count(pair => pair.First == pair.Second)} of {emotions.Length}");
});
