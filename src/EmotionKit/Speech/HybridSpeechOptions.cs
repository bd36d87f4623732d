using EmotionKit.Linear;
using EmotionKit.Neural;
using EmotionKit.Trainers.Neural;

namespace EmotionKit.Speech;

/// <summary>Options of the pipelines of <see cref="HybridPipelines"/>.</summary>
public sealed record HybridSpeechOptions
{
    /// <summary>Statistics over time, for the dense network. Its classifier is not used.</summary>
    public PooledSpeechOptions Pooled { get; init; } = new();

    /// <summary>Sequences, for <see cref="CnnLstm"/>.</summary>
    public SequenceSpeechOptions Sequences { get; init; } = new();

    /// <summary>The network on sequences.</summary>
    public CnnLstmOptions CnnLstm { get; init; } = new();

    /// <summary>Units of the hidden layer of the network on statistics, at least 1. Default 64.</summary>
    public int DenseUnits { get; init; } = 64;

    /// <summary>Dropout before and after that layer, 0 to below 1. Default 0.3.</summary>
    public double DenseDropout { get; init; } = 0.3;

    /// <summary>How the network on statistics is trained.</summary>
    public NetworkTrainingOptions DenseTraining { get; init; } = new()
    {
        Epochs = 40,
        BatchSize = 32,
        LearningRate = 0.002,
        Schedule = new LearningRateSchedule { WarmupEpochs = 4 },
        Optimizer = OptimizerKind.AdamW,
        WeightDecay = 0.5,
        LabelSmoothing = 0.1,
        Mixup = 0.4,
        ClassWeights = ClassWeighting.Balanced,
    };

    /// <summary>What the probabilities of the network on statistics count, between 0 and 1; those of <see cref="CnnLstm"/> count the rest. Default 0.5.</summary>
    public double DenseWeight { get; init; } = 0.5;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A value is outside its range; the message names it.</exception>
    public void Validate()
    {
        ArgumentNullException.ThrowIfNull(Pooled);
        ArgumentNullException.ThrowIfNull(Sequences);
        ArgumentNullException.ThrowIfNull(CnnLstm);
        ArgumentNullException.ThrowIfNull(DenseTraining);
        Pooled.Validate();
        Sequences.Validate();
        CnnLstm.Validate();
        Check.InRange(DenseUnits, 1, Shape.MaxSize);
        Check.InRange(DenseDropout, 0, 0.999999);
        DenseTraining.Validate();
        Check.InRange(DenseWeight, 0, 1);
    }
}
