using System.IO.Compression;
using EmotionKit.Neural;
using EmotionKit.Onnx;
using EmotionKit.Rows;
using EmotionKit.Sequences;
using EmotionKit.Tests.Support;
using EmotionKit.Trainers.Neural;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Trainers.Neural;

/// <summary>What the trainers of networks do with rows, labels and models.</summary>
public sealed class NetworkTrainerTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void AnLstmLearnsWhichWayASequenceGoes()
    {
        IDataView data = Encoded(ToneRow.Make(120));
        NetworkTransformer model = _ml.MulticlassClassification.Trainers.Lstm(
            new LstmOptions { Units = [12], Dense = [], Dropout = 0, Training = new() { Epochs = 25, BatchSize = 16, LearningRate = 0.02 } }).Fit(data);
        IDataView unseen = Encoded(ToneRow.Make(60, first: 1000));
        Assert.InRange(Accuracy(model.Transform(unseen)), 0.9, 1);
        Assert.Equal(25, model.History.Epochs.Count);
        Assert.Equal(["down", "up"], model.ClassNames);
    }

    [Fact]
    public void ABinaryTrainerGivesLogOddsThatFitItsProbability()
    {
        IDataView data = _ml.Data.LoadFromEnumerable(ToneRow.Make(60));
        IDataView scored = _ml.BinaryClassification.Trainers.Lstm(
            new LstmOptions { LabelColumnName = "Up", Units = [4], Dense = [], Training = new() { Epochs = 2 } }).Fit(data).Transform(data);
        float[] score = [.. scored.GetColumn<float>("Score")], probability = [.. scored.GetColumn<float>("Probability")];
        bool[] label = [.. scored.GetColumn<bool>("PredictedLabel")];
        for (int i = 0; i < score.Length; i++)
        {
            Assert.Equal(1 / (1 + Math.Exp(-score[i])), probability[i], 1e-6);
            Assert.Equal(score[i] > 0, label[i]);
        }
    }

    [Fact]
    public void ANetworkOfAFileTellsTwoClassesApart()
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, """{"layers":[{"type":"lstm","units":8},{"type":"dense"},{"type":"sigmoid"}]}""");
            IDataView data = _ml.Transforms.CopyColumns("Label", "Up").Append(_ml.BinaryClassification.Trainers.Network(file))
                .Fit(_ml.Data.LoadFromEnumerable(ToneRow.Make(120))).Transform(_ml.Data.LoadFromEnumerable(ToneRow.Make(60, first: 1000)));
            bool[] label = [.. data.GetColumn<bool>("Label")], answer = [.. data.GetColumn<bool>("PredictedLabel")];
            Assert.InRange(label.Zip(answer).Count(pair => pair.First == pair.Second), 45, 60);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void TheValidationPartTakesWholeSpeakers()
    {
        // Every speaker has a mark of its own; two of three speak true labels, the third's are wrong: whether it is in training shows in the loss.
        ToneRow[] rows = ToneRow.Make(90);
        NetworkTransformer bySpeaker = Fit(rows, "Speaker");
        NetworkTransformer again = Fit([.. rows], "Speaker");
        Assert.Equal(bySpeaker.History.Epochs, again.History.Epochs);
        Assert.All(bySpeaker.History.Epochs, epoch => Assert.NotNull(epoch.ValidationLoss));
        Assert.NotEqual(bySpeaker.History.Epochs, Fit(rows, "Row").History.Epochs);

        NetworkTransformer Fit(ToneRow[] data, string group) => _ml.MulticlassClassification.Trainers.Lstm(new LstmOptions
        {
            Units = [3],
            Dense = [],
            GroupColumnName = group,
            Training = new() { Epochs = 2, ValidationFraction = 0.34 },
        }).Fit(Encoded(data));
    }

    [Fact]
    public void OneSpeakerAloneIsDividedByRowsUnlessItsColumnWasAskedFor()
    {
        ToneRow[] rows = [.. ToneRow.Make(40).Select(row => row with { Speaker = "only" })];
        var options = new LstmOptions { Units = [3], Dense = [], Training = new() { Epochs = 1, ValidationFraction = 0.2 } };
        Assert.NotNull(_ml.MulticlassClassification.Trainers.Lstm(options).Fit(Encoded(rows)).History.Epochs[0].ValidationLoss);
        var error = Assert.Throws<ArgumentException>(() => _ml.MulticlassClassification.Trainers.Lstm(options with { GroupColumnName = "Speaker" }).Fit(Encoded(rows)));
        Assert.Contains("'Speaker'", error.Message);
    }

    [Fact]
    public void ValidationRowsThatAreGivenAreMeasuredAndNotLearned()
    {
        IDataView train = Encoded(ToneRow.Make(40)), held = Encoded(ToneRow.Make(20, first: 500));
        NetworkEstimator trainer = _ml.MulticlassClassification.Trainers.Lstm(new LstmOptions { Units = [3], Dense = [], Training = new() { Epochs = 2, RestoreBest = false } });
        NetworkTransformer with = trainer.Fit(train, held), without = trainer.Fit(train);
        Assert.All(with.History.Epochs, epoch => Assert.NotNull(epoch.ValidationUar));
        Assert.Equal(RowDump.Of(without.Transform(train), "Score"), RowDump.Of(with.Transform(train), "Score"));
    }

    [Fact]
    public void FitMoreGoesOnFromAModelAndItsHistory()
    {
        IDataView data = Encoded(ToneRow.Make(60));
        NetworkEstimator trainer = _ml.MulticlassClassification.Trainers.Lstm(new LstmOptions { Units = [4], Dense = [], Dropout = 0, Training = new() { Epochs = 3 } });
        NetworkTransformer first = trainer.Fit(data);
        NetworkTransformer more = trainer.FitMore(data, first);
        Assert.Equal(6, more.History.Epochs.Count);
        Assert.True(more.History.Epochs[^1].Loss < first.History.Epochs[^1].Loss);
        Assert.Equal(3, first.History.Epochs.Count);

        IDataView others = _ml.Transforms.EncodeLabel("Label", "Speaker").Fit(_ml.Data.LoadFromEnumerable(ToneRow.Make(30))).Transform(_ml.Data.LoadFromEnumerable(ToneRow.Make(30)));
        Assert.Contains("down, up", Assert.Throws<ArgumentException>(() => trainer.FitMore(others, first)).Message);
    }

    [Fact]
    public void FitMoreGoesOnFromALoadedBundleToTheSameBits()
    {
        ToneRow[] rows = ToneRow.Make(40);
        IDataView data = Encoded(rows);
        NetworkEstimator trainer = _ml.MulticlassClassification.Trainers.Lstm(new LstmOptions { Units = [4], Dense = [], Training = new() { Epochs = 2 } });
        NetworkTransformer model = trainer.Fit(data);
        using var file = new MemoryStream();
        _ml.Model.SaveBundle(model, data.Schema, file);
        file.Position = 0;
        NetworkTransformer loaded = NetworkTransformer.Find(_ml.Model.LoadBundle(file, out _));
        Assert.Equal(model.History.Epochs, loaded.History.Epochs);
        Assert.Equal(
            RowDump.Of(trainer.FitMore(data, model).Transform(data), "Score"), RowDump.Of(trainer.FitMore(data, loaded).Transform(data), "Score"));
    }

    [Fact]
    public void ABundleHoldsTheWeightsOnceAndOneThatHoldsTheGraphTooLoadsTheSame()
    {
        IDataView data = Encoded(ToneRow.Make(30));
        NetworkTransformer model = _ml.MulticlassClassification.Trainers.Lstm(new LstmOptions { Units = [40], Dense = [], Training = new() { Epochs = 1 } }).Fit(data);
        string[] scores = RowDump.Of(model.Transform(data), "Score");
        long weights = model.Network.Parameters.Sum(parameter => 4L * parameter.Values.Length);

        (long size, ITransformer loaded) = Bundled(model);
        Assert.InRange(size, weights, weights + 8000);
        Assert.Equal(scores, RowDump.Of(loaded.Transform(data), "Score"));

        var older = new NetworkTransformer("Lstm", model.Task, model.Options, model.Network, [.. model.ClassNames!], ((IOnnxModel)model).ToOnnx());
        (size, loaded) = Bundled(older);
        Assert.True(size > 2 * weights);
        Assert.Equal(scores, RowDump.Of(loaded.Transform(data), "Score"));

        (long Size, ITransformer Loaded) Bundled(ITransformer one)
        {
            using var file = new MemoryStream();
            _ml.Model.SaveBundle(one, data.Schema, file);
            file.Position = 0;
            long entries;
            using (var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true))
                entries = zip.Entries.Sum(entry => entry.Length);
            file.Position = 0;
            return (entries, _ml.Model.LoadBundle(file, out _));
        }
    }

    [Fact]
    public void TheNetworkPredictsWhatItsGraphScores()
    {
        IDataView data = Encoded(ToneRow.Make(30));
        NetworkTransformer model = _ml.MulticlassClassification.Trainers.CnnLstm(
            new CnnLstmOptions { Filters = [4], Units = [3], Training = new() { Epochs = 1 } }).Fit(data);
        float[] row = new float[2], scores = [.. model.Transform(data).GetColumn<float[]>("Score").SelectMany(score => score)];
        float[][] features = [.. data.GetColumn<float[]>("Features")];
        for (int i = 0; i < features.Length; i++)
        {
            model.Network.Predict(features[i], row);
            Assert.Equal(row[0], scores[2 * i], 1e-5f);
        }
    }

    [Fact]
    public void CancellingGivesTheBestSoFarAndProgressTellsEveryEpoch()
    {
        var epochs = new List<int>();
        using var stop = new CancellationTokenSource();
        var progress = new Listener(now =>
        {
            if (now.EpochResult is null)
                return;
            epochs.Add(now.Epoch);
            if (now.Epoch == 2)
                stop.Cancel();
        });
        NetworkTransformer model = _ml.MulticlassClassification.Trainers.Lstm(
            new LstmOptions { Units = [3], Dense = [], Training = new() { Epochs = 50 } }, progress: progress, cancellation: stop.Token).Fit(Encoded(ToneRow.Make(40)));
        Assert.Equal([1, 2], epochs);
        Assert.Equal(TrainingEnd.Cancelled, model.History.End);
    }

    [Fact]
    public void ACancelledTrainingGoesOnFromItsCheckpointToTheSameBits()
    {
        IDataView data = Encoded(ToneRow.Make(40)), held = Encoded(ToneRow.Make(20, first: 500), keep: "up");
        using var folder = new TempFolder();
        // Classes that validation rows lack are left out of its figures.
        var options = new LstmOptions { Units = [3], Dense = [], Training = new() { Epochs = 4, RestoreBest = false } };
        string[] whole = Scores(options, null);

        using var stop = new CancellationTokenSource();
        LstmOptions kept = options with { CheckpointPath = folder.File("state.ekc") };
        _ = _ml.MulticlassClassification.Trainers.Lstm(kept, progress: new Listener(now =>
        {
            if (now.EpochResult is { Epoch: 2 })
                stop.Cancel();
        }), cancellation: stop.Token).Fit(data, held);
        var epochs = new List<int>();
        Assert.Equal(whole, Scores(kept, new Listener(now => epochs.Add(now.Epoch))));
        Assert.DoesNotContain(1, epochs);

        string[] Scores(LstmOptions with, IProgress<TrainingProgress>? progress) =>
            RowDump.Of(_ml.MulticlassClassification.Trainers.Lstm(with, progress: progress).Fit(data, held).Transform(data), "Score");
    }

    [Fact]
    public void SampleWeightsCount()
    {
        // Rows with the wrong label weigh nothing: what is learned is the truth.
        ToneRow[] rows = [.. ToneRow.Make(120).Select((row, i) => i % 3 == 0 ? row with { Direction = row.Direction == "up" ? "down" : "up", Weight = 0 } : row)];
        NetworkTransformer model = _ml.MulticlassClassification.Trainers.Lstm(new LstmOptions
        {
            ExampleWeightColumnName = "Weight",
            Units = [12],
            Dense = [],
            Dropout = 0,
            Training = new() { Epochs = 25, BatchSize = 16, LearningRate = 0.02 },
        }).Fit(Encoded(rows));
        Assert.InRange(Accuracy(model.Transform(Encoded(ToneRow.Make(60, first: 1000)))), 0.9, 1);
    }

    [Fact]
    public void ErrorsSayWhatIsWrongWithTheRows()
    {
        NetworkEstimator trainer = _ml.MulticlassClassification.Trainers.Lstm(new LstmOptions { Units = [3], Training = new() { Epochs = 1 } });
        Assert.Contains("got only 'up'", Message(() => trainer.Fit(Encoded([.. ToneRow.Make(20).Where(row => row.Direction == "up"), .. ToneRow.Make(2)], keep: "up"))));
        ToneRow[] bad = ToneRow.Make(10);
        bad[3].Features[5] = float.NaN;
        RowException nan = Assert.Throws<RowException>(() => trainer.Fit(Encoded(bad)));
        Assert.Equal((3L, "Features"), (nan.Row, nan.Column));
        Assert.Contains("rows with a label", Message(() => trainer.Fit(Encoded([.. ToneRow.Make(6), .. ToneRow.Make(6).Select(row => row with { Direction = "" })], keep: ""))));
        Assert.Contains("a sequence", Message(() => trainer.Fit(_ml.Transforms.Concatenate("Features", "Weight").Fit(Encoded(ToneRow.Make(9))).Transform(Encoded(ToneRow.Make(9))))));
        Assert.Contains("at their end", Message(() => trainer.Fit(_ml.Transforms.PadSequence("Features", null, new PadSequenceOptions
        {
            Frames = 12,
            Padding = SequenceSide.Start,
        }).Fit(Encoded(ToneRow.Make(9))).Transform(Encoded(ToneRow.Make(9))))));
        Assert.Contains("Waveform", Message(() => _ml.MulticlassClassification.Trainers.Lstm(new LstmOptions { Waveform = new WaveformAugmentation() })));
    }

    [Fact]
    public void RowsOfAnotherSizeAreRefusedWhenScored()
    {
        NetworkTransformer model = _ml.MulticlassClassification.Trainers.DigitCnn(
            new DigitCnnOptions { Filters = [2], Dense = [], ImageAugmentation = null, Training = new() { Epochs = 1 } }).Fit(Encoded(ToneRow.Make(20)));
        IDataView other = _ml.Transforms.PadSequence("Features", frames: 5).Fit(Encoded(ToneRow.Make(5))).Transform(Encoded(ToneRow.Make(5)));
        Assert.Contains("expected 30 features, as in the data trained on, got 15", Message(() => model.Transform(other)));
    }

    private static string Message(Func<object> act) => Assert.Throws<ArgumentException>(act).Message;

    private static double Accuracy(IDataView scored)
    {
        uint[] truth = [.. scored.GetColumn<uint>("Label")], predicted = [.. scored.GetColumn<uint>("PredictedLabel")];
        return truth.Zip(predicted, (t, p) => t == p ? 1.0 : 0).Average();
    }

    private IDataView Encoded(ToneRow[] rows, string? keep = null)
    {
        IDataView view = _ml.Data.LoadFromEnumerable(rows);
        ITransformer labels = _ml.Transforms.EncodeLabel("Label", "Direction").Fit(view);
        return labels.Transform(keep is null ? view : _ml.Data.LoadFromEnumerable(rows.Where(row => row.Direction == keep)));
    }

    private sealed class Listener(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }
}
