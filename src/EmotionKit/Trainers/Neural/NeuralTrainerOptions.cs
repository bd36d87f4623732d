using System.Text.Json.Serialization;
using EmotionKit.Neural;
using EmotionKit.Onnx;
using EmotionKit.Signal;

namespace EmotionKit.Trainers.Neural;

/// <summary>What the options of all trainers of networks have in common. Not meant to be derived from outside EmotionKit.</summary>
public abstract record NeuralTrainerOptions
{
    private protected NeuralTrainerOptions()
    {
    }

    /// <summary>The column with the classes: a key, or, of binary trainers, Boolean or a key of two. Default "Label".</summary>
    public string LabelColumnName { get; init; } = "Label";

    /// <summary>The column with the features, a vector of Single of known size. Default "Features".</summary>
    public string FeatureColumnName { get; init; } = "Features";

    /// <summary>The column with a weight per row, Single, at least 0; null (the default) for equal weights.</summary>
    public string? ExampleWeightColumnName { get; init; }

    /// <summary>The column that says which rows belong together, such as the speaker, text or key: the validation part takes whole groups. Null,
    /// the default: "Speaker" where the data has such a column, else rows are taken one by one.</summary>
    public string? GroupColumnName { get; init; }

    /// <summary>How training goes: epochs, batch size, optimiser, schedule, early stopping, class weights, mixup, masking, seed.</summary>
    public abstract NetworkTrainingOptions Training { get; init; }

    /// <summary>How many networks are trained, one after the other, each from a seed of its own, and joined into one whose logits are the mean of theirs
    /// (<see cref="Network.Average"/>); 1 to 64. Default 1. The first is the one that is trained alone; where training is cancelled, those that were finished are joined.
    /// Where training goes on from a network, it is one however many it was made of.</summary>
    public int Networks { get; init; } = 1;

    /// <summary>Passes over the training rows at most; short for that of <see cref="Training"/>.</summary>
    [JsonIgnore]
    public int Epochs
    {
        get => Training.Epochs;
        init => Training = Training with { Epochs = value };
    }

    /// <summary>Rows of a step; short for that of <see cref="Training"/>.</summary>
    [JsonIgnore]
    public int BatchSize
    {
        get => Training.BatchSize;
        init => Training = Training with { BatchSize = value };
    }

    /// <summary>Short for that of <see cref="Training"/>.</summary>
    [JsonIgnore]
    public double LearningRate
    {
        get => Training.LearningRate;
        init => Training = Training with { LearningRate = value };
    }

    /// <summary>Another seed, another model; short for that of <see cref="Training"/>.</summary>
    [JsonIgnore]
    public long Seed
    {
        get => Training.Seed;
        init => Training = Training with { Seed = value };
    }

    /// <summary>How each training clip is changed anew in every epoch, before its features are computed; null, the default: not at all. Needs the
    /// <c>audioFeatures</c> of the trainer's extension method.</summary>
    public WaveformAugmentation? Waveform { get; init; }

    /// <summary>A file for the state of training, written after epochs; where it exists already, training goes on from it, to the same bits. Each of several
    /// networks but the first has a file of its own, whose name ends in .2, .3 and so on. Null, the default: none.
    /// A pipeline that is fitted several times, as cross-validation does, must not have one.</summary>
    [JsonIgnore]
    public string? CheckpointPath { get; init; }

    /// <summary>What scores rows. Default <see cref="OnnxProvider.Auto"/>: CUDA where it works, else the CPU.</summary>
    public OnnxProvider Provider { get; init; } = OnnxProvider.Auto;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A name is empty, or a number is out of its range; the message names it.</exception>
    public virtual void Validate()
    {
        Check.NotEmpty(LabelColumnName);
        Check.NotEmpty(FeatureColumnName);
        if (ExampleWeightColumnName is not null)
            Check.NotEmpty(ExampleWeightColumnName);
        if (GroupColumnName is not null)
            Check.NotEmpty(GroupColumnName);
        ArgumentNullException.ThrowIfNull(Training);
        Training.Validate();
        Check.InRange(Networks, 1, NetworkAverage.Most);
        Waveform?.Validate();
        if (CheckpointPath is not null)
            Check.NotEmpty(CheckpointPath);
        Check.Defined(Provider);
    }

    /// <summary>The network for given features and classes.</summary>
    /// <exception cref="ArgumentException">The features do not fit the network.</exception>
    internal abstract NetworkDefinition Define(FeatureShape features, ClassificationTask task, int classes);

    /// <summary>Gives training rows anew for each epoch by other means than sound, or null.</summary>
    internal virtual RowAugmenter? AugmentRows(Shape shape) => null;
}
