using System.Diagnostics;
using System.Globalization;
using EmotionKit.Cli.Output;
using EmotionKit.Cli.Speech;
using EmotionKit.Evaluation;
using EmotionKit.Neural;
using EmotionKit.Reporting;
using EmotionKit.Splits;
using EmotionKit.Trainers.Neural;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Cli.Digits;

/// <summary><c>train digits</c>: trains on the one part of MNIST or of a folder of pictures, measures on the other, saves a model that reads pictures.</summary>
internal sealed class DigitTraining(DigitTrainingRequest request, Terminal terminal, CancellationToken stop)
{
    private const double HeldOut = 0.2;
    private const string Path = "Path", Image = "Image", Features = "Features", Digit = "Digit";

    private readonly MLContext _ml = new(request.Seed);
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    public void Run()
    {
        NeuralTrainerOptions options = Options();
        DataSplit data = Load();
        ITransformer model = terminal.Track("training", options.Networks * options.Epochs, epochDone => Trainer(options, epochDone).Fit(data.TrainSet));
        double seconds = _watch.Elapsed.TotalSeconds;
        TrainingHistory history = NetworkTransformer.Find(model).History;
        if (stop.IsCancellationRequested)
        {
            KeepHistory(history, options, seconds);
            StoppedTraining.Keep(request.Model, history, options.Networks * options.Epochs, request.Info, terminal, (path, info) => Save(path, model, info));
        }
        stop.ThrowIfCancellationRequested();
        terminal.Note(string.Create(CultureInfo.InvariantCulture, $"{history.Epochs.Count} epochs in {seconds:F1} s, training loss {history.Epochs[^1].Loss:F4}"));

        ClassificationReport report = ClassificationReport.Create(ClassificationOutcome.Read(model.Transform(data.TestSet)), _watch.Elapsed.TotalSeconds);
        EvaluationView.Show(report, terminal, beside: request.Json == JsonOutput.StandardOutput);
        if (request.Model is not null)
            Save(request.Model, model, request.Info);
        if (request.Json is not null)
            JsonOutput.Write(request.Json, report, new { Complete = true, Trainer = request.Network ?? "digit-cnn", options.Networks, options.Epochs, request.Seed, TrainingSeconds = seconds, request.Model }, terminal);
        ReportFile.Write(request.Report, terminal, () => Page(model, data.TestSet));
        if (request.Model is null)
            terminal.Note("no model is saved; --out FILE saves it");
    }

    /// <summary>What the network says of the test images, and how it was trained.</summary>
    private Report Page(ITransformer model, IDataView test)
    {
        string trainer = request.Network ?? "digit-cnn";
        var options = new ClassificationReportOptions
        {
            Title = $"{trainer} on handwritten digits",
            Examples = 12,
            Info = new Dictionary<string, string> { ["Data"] = request.Data ?? "MNIST", ["Trainer"] = trainer, ["Seed"] = request.Seed.ToString(CultureInfo.InvariantCulture) },
        };
        return _ml.Reports().Classification(model.Transform(test), options).Append(_ml.Reports().Training(model));
    }

    /// <summary>A network that was stopped is no model to be taken for a whole one; what it learned is said.</summary>
    private void KeepHistory(TrainingHistory history, NeuralTrainerOptions options, double seconds)
    {
        if (request.Json is null || history.Epochs.Count == 0)
            return;
        var answer = new
        {
            Complete = false,
            Trainer = request.Network ?? "digit-cnn",
            options.Networks,
            options.Epochs,
            EpochsDone = history.Epochs.Count,
            request.Seed,
            TrainingSeconds = seconds,
            History = history.Epochs.Select(epoch => new { epoch.Epoch, epoch.Loss, epoch.Accuracy }),
        };
        JsonOutput.Write(request.Json, answer, terminal);
    }

    private NeuralTrainerOptions Options()
    {
        NeuralTrainerOptions options = request.Network is null
            ? request.Changes.ApplyTo(new DigitCnnOptions())
            : request.Changes.ApplyTo(new NetworkOptions { Definition = SpeechRecipe.LoadNetwork(request.Network), ImageAugmentation = new(), Training = new DigitCnnOptions().Training });
        options = options with { Training = request.Changes.ApplyTo(options.Training, request.Seed), CheckpointPath = request.Checkpoint };
        return SpeechRecipe.Checked(options, options.Validate);
    }

    private DataSplit Load()
    {
        if (request.Data is { } folder && PictureFolder.Find(folder, problem => terminal.Warn($"left out: {problem}"), stop) is { } pictures)
            return Divide(folder, pictures.Readable);
        try
        {
            return _ml.Data.LoadMnist(request.Data);
        }
        catch (FileNotFoundException e) when (request.Data is not null)
        {
            throw PictureFolder.Neither(request.Data, e);
        }
        catch (IOException e)
        {
            throw new JobFailedException(ErrorText.OneLine(e), e);
        }
    }

    /// <summary>Each class has its share on both sides, and copies of a picture are on one.</summary>
    private DataSplit Divide(string folder, IReadOnlyList<Picture> pictures)
    {
        string[] classes = [.. pictures.Select(picture => picture.Label).Distinct(StringComparer.Ordinal)];
        if (classes.Length < 2)
            throw new JobFailedException($"'{folder}': expected pictures of at least two classes, each in a folder of its own, found only '{classes[0]}'.");
        IDataView files = _ml.Data.LoadFromEnumerable(pictures);
        ITransformer reading = _ml.Transforms.EncodeLabel().Append(_ml.Transforms.LoadDigitImages(Image, Path)).Fit(files);
        terminal.Note($"{pictures.Count} pictures of {classes.Length} classes, a fifth of them held out to measure on");
        return _ml.Data.SplitStratified(reading.Transform(files), HeldOut, request.Seed, new SplitOptions { SameRecordings = SameRecordings.Bytes });
    }

    private IEstimator<ITransformer> Trainer(NeuralTrainerOptions options, Action epochDone)
    {
        var progress = new EpochListener(terminal, epochDone);
        MulticlassClassificationCatalog.MulticlassClassificationTrainers trainers = _ml.MulticlassClassification.Trainers;
        NetworkEstimator trainer = options is DigitCnnOptions digits
            ? trainers.DigitCnn(digits, progress, stop)
            : trainers.Network((NetworkOptions)options, progress: progress, cancellation: stop);
        return new EstimatorChain<ITransformer>()
            .Append<ITransformer>(_ml.Transforms.NormalizeImages(Features, Image, cancellation: stop))
            .Append<ITransformer>(trainer)
            .Append<ITransformer>(_ml.Transforms.DecodeLabel(Digit));
    }

    /// <summary>The model takes files of pictures, which are brought to the form of the training images.</summary>
    private void Save(string path, ITransformer model, IReadOnlyDictionary<string, string> info)
    {
        IDataView files = _ml.Data.LoadFromEnumerable(new[] { new PictureFile() });
        ITransformer loader = _ml.Transforms.LoadDigitImages(Image, Path).Fit(files);
        _ml.Model.SaveBundle(new TransformerChain<ITransformer>(loader, model), files.Schema, path, info);
        terminal.Note($"saved {path} ({new FileInfo(path).Length / 1024:N0} KiB)");
    }

    private sealed class PictureFile
    {
        public string Path { get; set; } = "";
    }
}
