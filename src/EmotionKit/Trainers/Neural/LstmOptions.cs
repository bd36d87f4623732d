using EmotionKit.Linear;
using EmotionKit.Neural;

namespace EmotionKit.Trainers.Neural;

/// <summary>
/// Options of <c>Lstm</c>: padding masked, LSTM layers on top of each other, dropout, dense layers, softmax.
/// </summary>
public sealed record LstmOptions : NeuralTrainerOptions
{
    /// <summary>Units of each LSTM layer, the first reads the features; 1 to 8 layers. Default 128, 64.</summary>
    public IReadOnlyList<int> Units { get; init; } = [128, 64];

    /// <summary>Whether each layer reads the rows in both directions. Default false.</summary>
    public bool Bidirectional { get; init; }

    /// <summary>How the last layer's frames become one vector. Default <see cref="SequenceSummary.Joined"/>.</summary>
    public SequenceSummary Summary { get; init; } = SequenceSummary.Joined;

    /// <summary>Dropout after each LSTM and dense layer, 0 to below 1. Default 0.3.</summary>
    public double Dropout { get; init; } = 0.3;

    /// <summary>Units of dense layers with ReLU before the last, up to 8. Default 64.</summary>
    public IReadOnlyList<int> Dense { get; init; } = [64];

    /// <inheritdoc/>
    public override NetworkTrainingOptions Training { get; init; } = new()
    {
        Epochs = 40,
        BatchSize = 16,
        LearningRate = 0.002,
        Schedule = new LearningRateSchedule { WarmupEpochs = 3 },
        Optimizer = OptimizerKind.AdamW,
        WeightDecay = 0.05,
        LabelSmoothing = 0.05,
        Mixup = 0.2,
        ClassWeights = ClassWeighting.Balanced,
        Augmentation = new FeatureAugmentation { TimeMasks = 2, TimeMaskFrames = 10, FrequencyMasks = 2, FrequencyMaskBins = 8, Speed = 0.1 },
    };

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        LayerSizes.Check(Units, 1, nameof(Units));
        LayerSizes.Check(Dense, 0, nameof(Dense));
        Check.Defined(Summary);
        Check.InRange(Dropout, 0, 0.999999);
    }

    internal override NetworkDefinition Define(FeatureShape features, ClassificationTask task, int classes)
    {
        NetworkNode x = features.Sequence();
        for (int i = 0; i < Units.Count; i++)
            x = x.Lstm(Units[i], returnSequences: i + 1 < Units.Count || Summary != SequenceSummary.LastState, bidirectional: Bidirectional).Drop(Dropout);
        x = x.Summarize(Summary);
        foreach (int units in Dense)
            x = x.Dense(units).Relu().Drop(Dropout);
        return x.Classify(task, classes);
    }
}
