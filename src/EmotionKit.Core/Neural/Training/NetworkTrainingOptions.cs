using EmotionKit.Linear;

namespace EmotionKit.Neural;

/// <summary>Options of <see cref="NetworkTrainer"/>.</summary>
public sealed record NetworkTrainingOptions
{
    /// <summary>Passes over the training rows at most, at least 1. Default 40.</summary>
    public int Epochs { get; init; } = 40;

    /// <summary>Rows of a step, at least 1. Default 32.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Above 0. Default 0.001.</summary>
    public double LearningRate { get; init; } = 0.001;

    /// <summary>The learning rate over time.</summary>
    public LearningRateSchedule Schedule { get; init; } = new();

    /// <summary>Default <see cref="OptimizerKind.Adam"/>.</summary>
    public OptimizerKind Optimizer { get; init; } = OptimizerKind.Adam;

    /// <summary>Strength of weight decay, at least 0; it acts on kernels, not on biases or scales. Default 0.</summary>
    public double WeightDecay { get; init; }

    /// <summary>Adam's decay of the mean of gradients, 0 to 1. Default 0.9.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Adam's decay of the mean of their squares, 0 to 1. Default 0.999.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to Adam's denominator, above 0. Default 1e-8, as PyTorch.</summary>
    public double Epsilon { get; init; } = 1e-8;

    /// <summary>Momentum of <see cref="OptimizerKind.Sgd"/>, 0 to 1. Default 0.9.</summary>
    public double Momentum { get; init; } = 0.9;

    /// <summary>Whether momentum looks ahead (Nesterov, as in PyTorch). Default false.</summary>
    public bool Nesterov { get; init; }

    /// <summary>The largest norm of all gradients together, to which larger ones are scaled; 0 for no limit. Default 5.</summary>
    public double GradientClip { get; init; } = 5;

    /// <summary>Default <see cref="LossKind.CrossEntropy"/>.</summary>
    public LossKind Loss { get; init; }

    /// <summary>The exponent of the focal loss, 0 to 10. Default 2.</summary>
    public double FocalGamma { get; init; } = 2;

    /// <summary>The share of a row's probability that is spread over all classes, 0 to below 1 (Szegedy et al. 2016). Default 0.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>How much each class counts. Default <see cref="ClassWeighting.None"/>.</summary>
    public ClassWeighting ClassWeights { get; init; } = ClassWeighting.None;

    /// <summary>A weight per class, finite and at least 0, which multiplies those of <see cref="ClassWeights"/>; null for 1.</summary>
    public IReadOnlyList<double>? ClassWeightTable { get; init; }

    /// <summary>Both parameters of the Beta distribution by which rows and labels are mixed with another's (Zhang et al. 2018), 0 to 10; 0 for
    /// none. Default 0.</summary>
    public double Mixup { get; init; }

    /// <summary>Random changes of the features; null for none.</summary>
    public FeatureAugmentation? Augmentation { get; init; }

    /// <summary>The share of the training rows that is kept for validation where no validation rows are given, 0 to below 1: of each class alike,
    /// whole groups where there are groups. Default 0: no validation.</summary>
    public double ValidationFraction { get; init; }

    /// <summary>What decides which epoch is the best. Default <see cref="TrainingMonitor.ValidationLoss"/>.</summary>
    public TrainingMonitor Monitor { get; init; } = TrainingMonitor.ValidationLoss;

    /// <summary>Epochs without improvement after which training ends, at least 0; 0 for never. Default 0.</summary>
    public int Patience { get; init; }

    /// <summary>Whether the weights of the best epoch are taken, not the last; without validation rows the last are, unless
    /// <see cref="Patience"/> ends training. Default true.</summary>
    public bool RestoreBest { get; init; } = true;

    /// <summary>Decay per step of the exponential moving average of weights that is validated and kept, 0 to below 1; 0 for none. Early on it is
    /// smaller, <c>(1 + step) / (10 + step)</c>. Default 0.</summary>
    public double AverageDecay { get; init; }

    /// <summary>Another seed, other weights at the start, order, dropout and augmentation. Default 1.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Epochs between checkpoints, where a file is given for them; at least 1. Default 1.</summary>
    public int CheckpointEpochs { get; init; } = 1;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A value is out of its range; the message names it.</exception>
    public void Validate()
    {
        Check.AtLeast(Epochs, 1);
        Check.InRange(BatchSize, 1, 1 << 20);
        Check.Positive(LearningRate);
        ArgumentNullException.ThrowIfNull(Schedule);
        Schedule.Validate();
        Check.Defined(Optimizer);
        Check.InRange(WeightDecay, 0, 1e6);
        Check.InRange(Beta1, 0, 0.999999999);
        Check.InRange(Beta2, 0, 0.999999999);
        Check.InRange(Epsilon, 1e-30, 1);
        Check.InRange(Momentum, 0, 0.999999);
        Check.InRange(GradientClip, 0, 1e30);
        Check.Defined(Loss);
        Check.InRange(FocalGamma, 0, 10);
        Check.InRange(LabelSmoothing, 0, 0.999999);
        Check.Defined(ClassWeights);
        foreach (double weight in ClassWeightTable ?? [])
            Check.InRange(weight, 0, 1e6, nameof(ClassWeightTable));
        Check.InRange(Mixup, 0, 10);
        Augmentation?.Validate();
        Check.InRange(ValidationFraction, 0, 0.999999);
        Check.Defined(Monitor);
        Check.AtLeast(Patience, 0);
        Check.InRange(AverageDecay, 0, 0.9999999);
        Check.AtLeast(CheckpointEpochs, 1);
    }
}
