using EmotionKit.Neural;
using EmotionKit.Tests.Support;
using EmotionKit.Trainers.Neural;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Trainers.Neural;

/// <summary>Several networks of different seeds that are trained for their mean.</summary>
public sealed class NetworkEnsembleTests
{
    private const int Epochs = 2;

    private static readonly LstmOptions Three = new() { Units = [4], Dense = [], Networks = 3, Training = new() { Epochs = Epochs, BatchSize = 8 } };

    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void ItsGraphScoresWhatTheNetworkPredictsAndSurvivesSaving()
    {
        IDataView data = Data();
        NetworkTransformer model = Fit(data, Three);
        Assert.Equal(3, model.Network.Definition.Layers.Count(layer => layer.Spec is LstmLayer));
        float[][] features = [.. data.GetColumn<float[]>("Features")], scores = [.. model.Transform(data).GetColumn<float[]>("Score")];
        float[] row = new float[2];
        for (int i = 0; i < features.Length; i++)
        {
            model.Network.Predict(features[i], row);
            Assert.Equal(row[0], scores[i][0], 1e-5f);
        }

        using var file = new MemoryStream();
        _ml.Model.SaveBundle(model, data.Schema, file);
        file.Position = 0;
        ITransformer loaded = _ml.Model.LoadBundle(file, out _);
        Assert.Equal(RowDump.Of(model.Transform(data), "Score", "PredictedLabel"), RowDump.Of(loaded.Transform(data), "Score", "PredictedLabel"));
        Assert.Equal(3, NetworkTransformer.Find(loaded).Options.Networks);
        using var graph = new MemoryStream();
        _ml.Model.ExportOnnx(loaded, graph);
        Assert.True(graph.Length > 0);
    }

    [Fact]
    public void TheFirstOfThemIsTheOneThatIsTrainedAlone()
    {
        IDataView data = Data();
        NetworkTransformer three = Fit(data, Three), alone = Fit(data, Three with { Networks = 1 });
        foreach (NetworkParameter parameter in alone.Network.Parameters)
        {
            NetworkParameter[] members = [.. Enumerable.Range(1, 3).Select(i => three.Network.Parameters.Single(other => other.Name == $"net{i}_{parameter.Name}"))];
            Assert.Equal(parameter.Values, members[0].Values);
            Assert.False(parameter.Values.SequenceEqual(members[1].Values));
            Assert.False(members[1].Values.SequenceEqual(members[2].Values));
        }
    }

    [Fact]
    public void TheSameSeedGivesTheSameBitsForAnyNumberOfThreads()
    {
        IDataView data = Data();
        string[] one = Train(1);
        Assert.Equal(one, Train(4));

        string[] Train(int threads)
        {
            using IDisposable scope = Execution.WithThreads(threads);
            return RowDump.Of(Fit(data, Three).Transform(data), "Score");
        }
    }

    [Fact]
    public void ProgressAndHistoryGoThroughTheEpochsOfAll()
    {
        var told = new Listener(_ => { });
        NetworkTransformer model = Fit(Data(), Three, told);
        TrainingProgress[] ends = [.. told.All.Where(value => value.EpochResult is not null)];
        Assert.Equal(Enumerable.Range(1, 3 * Epochs), ends.Select(value => value.Epoch));
        Assert.Equal(ends.Select(value => value.EpochResult!), model.History.Epochs);
        Assert.All(told.All, value => Assert.Equal(3 * Epochs, value.Epochs));
        Assert.All(ends[..^1], value => Assert.True(value.Remaining > TimeSpan.Zero));
        Assert.Equal(TimeSpan.Zero, ends[^1].Remaining);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(Epochs, 1)]
    [InlineData(Epochs + 1, 1)]
    [InlineData(2 * Epochs + 1, 2)]
    public void WhenItIsCancelledTheNetworksThatWereFinishedCount(int lastEpoch, int networks)
    {
        using var stop = new CancellationTokenSource();
        NetworkTransformer model = Fit(Data(), Three, new Listener(value =>
        {
            if (value.EpochResult is not null && value.Epoch == lastEpoch)
                stop.Cancel();
        }), stop.Token);
        Assert.Equal(networks, model.Network.Definition.Layers.Count(layer => layer.Spec is LstmLayer));
        Assert.Equal(TrainingEnd.Cancelled, model.History.End);
        Assert.Equal(networks == 1 && lastEpoch == 1 ? 1 : networks * Epochs, model.History.Epochs.Count);
    }

    [Fact]
    public void NetworksThatEndEarlyLeaveNoGapInTheEpochs()
    {
        var told = new Listener(_ => { });
        LstmOptions early = Three with { Training = Three.Training with { Epochs = 30, LearningRate = 0.4, Patience = 2, ValidationFraction = 0.3 } };
        NetworkTransformer model = Fit(Data(), early, told);
        Assert.InRange(model.History.Epochs.Count, 6, 89);
        Assert.Equal(model.History.Epochs, told.All.Where(value => value.EpochResult is not null).Select(value => value.EpochResult!));
        Assert.Equal(Enumerable.Range(1, model.History.Epochs.Count), model.History.Epochs.Select(epoch => epoch.Epoch));
        Assert.Equal(model.History.Epochs.Count, model.History.EpochSeconds.Count);
    }

    [Fact]
    public void AnotherNetworkMayBeAddedToThoseThatHaveCheckpoints()
    {
        // Images that are changed anew: what changes them is part of what a checkpoint is of.
        IDataView data = Data();
        using var folder = new TempFolder();
        var options = new DigitCnnOptions { Filters = [2], Dense = [], Networks = 2, CheckpointPath = folder.File("state"), Training = new() { Epochs = Epochs, BatchSize = 8 } };
        MulticlassClassificationCatalog.MulticlassClassificationTrainers trainers = _ml.MulticlassClassification.Trainers;
        trainers.DigitCnn(options).Fit(data);
        var told = new Listener(_ => { });
        NetworkTransformer more = trainers.DigitCnn(options with { Networks = 3 }, progress: told).Fit(data);
        Assert.Equal([2 * Epochs + 1, 2 * Epochs + 2], told.All.Where(value => value.EpochResult is not null).Select(value => value.Epoch));
        Assert.Equal(RowDump.Of(trainers.DigitCnn(options with { Networks = 3, CheckpointPath = null }).Fit(data).Transform(data), "Score"), RowDump.Of(more.Transform(data), "Score"));
    }

    [Fact]
    public void ACancelledTrainingGoesOnFromItsCheckpointsToTheSameBits()
    {
        IDataView data = Data();
        using var folder = new TempFolder();
        LstmOptions kept = Three with { CheckpointPath = folder.File("state") };
        using var stop = new CancellationTokenSource();
        Fit(data, kept, new Listener(value =>
        {
            if (value.EpochResult is not null && value.Epoch == Epochs + 1)
                stop.Cancel();
        }), stop.Token);
        var told = new Listener(_ => { });
        Assert.Equal(RowDump.Of(Fit(data, Three).Transform(data), "Score"), RowDump.Of(Fit(data, kept, told).Transform(data), "Score"));
        Assert.Equal(Enumerable.Range(Epochs + 2, 2 * Epochs - 1), told.All.Where(value => value.EpochResult is not null).Select(value => value.Epoch));
    }

    [Fact]
    public void TrainingGoesOnFromItAsFromOneNetwork()
    {
        IDataView data = Data();
        NetworkEstimator trainer = _ml.MulticlassClassification.Trainers.Lstm(Three);
        NetworkTransformer more = trainer.FitMore(data, trainer.Fit(data));
        Assert.Equal(3, more.Network.Definition.Layers.Count(layer => layer.Spec is LstmLayer));
        Assert.Equal(4 * Epochs, more.History.Epochs.Count);
    }

    [Fact]
    public void TooFewOrTooManyAreRefused()
    {
        foreach (int networks in (int[])[0, 65])
            Assert.Contains("Networks", Assert.ThrowsAny<ArgumentException>(() => _ml.MulticlassClassification.Trainers.Lstm(Three with { Networks = networks })).Message, StringComparison.Ordinal);
        NetworkLayer[] layers = [.. Enumerable.Range(0, 98).Select(i => new NetworkLayer($"norm{i}", new BatchNormLayer(), [i == 0 ? "input" : $"norm{i - 1}"]))];
        var deep = new NetworkDefinition(null, [.. layers, new NetworkLayer("flat", new FlattenLayer(), ["norm97"]), new NetworkLayer("dense", new DenseLayer(), ["flat"]), new NetworkLayer("classes", new SoftmaxLayer(), ["dense"])]);
        string message = Assert.Throws<ArgumentException>(() => _ml.MulticlassClassification.Trainers.Network(new NetworkOptions { Definition = deep, Networks = 50 }).Fit(Data())).Message;
        Assert.Contains("got 5004", message, StringComparison.Ordinal);
    }

    private NetworkTransformer Fit(IDataView data, LstmOptions options, IProgress<TrainingProgress>? progress = null, CancellationToken stop = default) =>
        _ml.MulticlassClassification.Trainers.Lstm(options, progress: progress, cancellation: stop).Fit(data);

    private IDataView Data()
    {
        IDataView view = _ml.Data.LoadFromEnumerable(ToneRow.Make(40));
        return _ml.Transforms.EncodeLabel("Label", "Direction").Fit(view).Transform(view);
    }

    private sealed class Listener(Action<TrainingProgress> heard) : IProgress<TrainingProgress>
    {
        public List<TrainingProgress> All { get; } = [];

        public void Report(TrainingProgress value)
        {
            All.Add(value);
            heard(value);
        }
    }
}
