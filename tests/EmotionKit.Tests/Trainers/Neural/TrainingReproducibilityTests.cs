using EmotionKit.Neural;
using EmotionKit.Tests.Support;
using EmotionKit.Trainers.Neural;
using Microsoft.ML;

namespace EmotionKit.Tests.Trainers.Neural;

/// <summary>Every trainer with all that draws at random or has a state: the same bits however many threads train, and after an interruption.</summary>
public sealed class TrainingReproducibilityTests
{
    private static readonly NetworkTrainingOptions Training = new()
    {
        Epochs = 3,
        BatchSize = 8,
        Mixup = 0.3,
        LabelSmoothing = 0.1,
        AverageDecay = 0.9,
        ValidationFraction = 0.25,
        Optimizer = OptimizerKind.AdamW,
        ClassWeights = Linear.ClassWeighting.Balanced,
        Schedule = new LearningRateSchedule { Kind = ScheduleKind.Plateau, Patience = 1, WarmupEpochs = 0.5 },
        Augmentation = new FeatureAugmentation { TimeMasks = 1, TimeMaskFrames = 2, FrequencyMasks = 1, FrequencyMaskBins = 1, Noise = 0.1, Speed = 0.2, ShiftFrames = 1, BinShift = 0.5 },
    };

    private static readonly Dictionary<string, NeuralTrainerOptions> Trainers = new()
    {
        ["Lstm"] = new LstmOptions { Units = [5, 4], Dense = [4], Dropout = 0.3, Training = Training },
        ["CnnLstm"] = new CnnLstmOptions { Filters = [3, 4], ChannelDropout = 0.2, Projection = 5, Units = [4], Training = Training },
        ["DigitCnn"] = new DigitCnnOptions { Filters = [3, 4], ChannelDropout = 0.2, Dense = [6], Training = Training },
        ["Network"] = new NetworkOptions
        {
            Definition = NetworkDefinition.FromJson("""
                { "layers": [ { "type": "masking", "inside": true }, { "type": "conv1D", "filters": 4 }, { "type": "layerNorm" }, { "type": "gelu" },
                              { "type": "gru", "units": 4, "bidirectional": true }, { "type": "dropout" }, { "type": "dense" }, { "type": "softmax" } ] }
                """),
            Training = Training,
        },
    };

    private readonly MLContext _ml = new(seed: 1);

    public static TheoryData<string> Names => [.. Trainers.Keys];

    [Theory, MemberData(nameof(Names))]
    public void TheSameBitsOnOneTwoThreeAndEightThreads(string name)
    {
        string[] one = Train(name, threads: 1);
        foreach (int threads in (int[])[2, 3, 8])
            Assert.Equal(one, Train(name, threads));
    }

    [Theory, MemberData(nameof(Names))]
    public void TheSameBitsAfterAnInterruption(string name)
    {
        using var folder = new TempFolder();
        string state = folder.File("state.ekc");
        string[] whole = Train(name, threads: 2);

        using var stop = new CancellationTokenSource();
        Train(name, threads: 2, state, new Listener(now =>
        {
            if (now.EpochResult is { Epoch: 1 })
                stop.Cancel();
        }), stop.Token);
        var epochs = new List<int>();
        string[] resumed = Train(name, threads: 3, state, new Listener(now => epochs.AddRange(now.EpochResult is { } result ? [result.Epoch] : [])));
        Assert.Equal([2, 3], epochs);
        Assert.Equal(whole, resumed);
    }

    /// <summary>The scores, and what every epoch gave.</summary>
    private string[] Train(string name, int threads, string? checkpoint = null, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default)
    {
        using IDisposable scope = Execution.WithThreads(threads);
        IDataView rows = _ml.Data.LoadFromEnumerable(ToneRow.Make(45));
        IDataView data = _ml.Transforms.EncodeLabel("Label", "Direction").Fit(rows).Transform(rows);
        NeuralTrainerOptions options = Trainers[name] with { CheckpointPath = checkpoint };
        NetworkTransformer model = new NetworkEstimator(name, EmotionKit.Trainers.ClassificationTask.Multiclass, options, null, progress, cancellation).Fit(data);
        return [.. RowDump.Of(model.Transform(data), "Score"), .. model.History.Epochs.Select(epoch => $"{epoch}")];
    }

    private sealed class Listener(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }
}
