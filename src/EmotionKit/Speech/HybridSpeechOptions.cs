using EmotionKit.Linear;
using EmotionKit.Neural;
using EmotionKit.Trainers.Neural;

namespace EmotionKit.Speech;

/// <summary>Options of the pipelines of <see cref="HybridPipelines"/>.</summary>
public sealed record HybridSpeechOptions
{
    /// <summary>Statistics over time, for the dense network and for logistic regression, and the latter's options.</summary>
    public PooledSpeechOptions Pooled { get; init; } = new();

    /// <summary>Sequences, for <see cref="CnnLstm"/>.</summary>
    public SequenceSpeechOptions Sequences { get; init; } = new();

    /// <summary>The network on sequences. Default: the defaults, without derivatives and with the largest value for an only quantile, since the other members
    /// read those already, and members that differ gain more from each other.</summary>
    public CnnLstmOptions CnnLstm { get; init; } = new() { Deltas = 0, StatisticsQuantiles = [1] };

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

    /// <summary>What the probabilities of logistic regression count against those of the others, finite, at least 0; 0 leaves it out. Default 1.</summary>
    public double LogisticWeight { get; init; } = 1;

    /// <summary>What the probabilities of the network on statistics count; 0 leaves it out. Default 1.</summary>
    public double DenseWeight { get; init; } = 1;

    /// <summary>What the probabilities of <see cref="CnnLstm"/> count; 0 leaves it out, and with it nearly all of the time that training takes. Default 1.</summary>
    public double CnnLstmWeight { get; init; } = 1;

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
        Check.InRange(LogisticWeight, 0, 1e6);
        Check.InRange(DenseWeight, 0, 1e6);
        Check.InRange(CnnLstmWeight, 0, 1e6);
        if (LogisticWeight + DenseWeight + CnnLstmWeight == 0)
            throw new ArgumentException($"{nameof(LogisticWeight)}, {nameof(DenseWeight)} and {nameof(CnnLstmWeight)}: expected one of them above 0, got 0 for all.");
    }
}
