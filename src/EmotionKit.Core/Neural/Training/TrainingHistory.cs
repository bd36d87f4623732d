using System.Text.Json.Serialization;

namespace EmotionKit.Neural;

/// <summary>What each epoch of a training gave.</summary>
public sealed record TrainingHistory
{
    /// <summary>Epoch by epoch; those of the network from which training went on come first, and those of networks that were
    /// averaged one after the other.</summary>
    public IReadOnlyList<TrainingEpoch> Epochs { get; init; } = [];

    /// <summary>The epoch whose weights the network has, of several that were averaged those that the last has; 0 where it was cancelled within its first.</summary>
    public int BestEpoch { get; init; }

    /// <summary>Why training ended.</summary>
    public TrainingEnd End { get; init; }

    /// <summary>How many seconds each epoch took; empty where that is not known. They are not saved: the same training gives the same file, however long it takes.</summary>
    [JsonIgnore]
    public IReadOnlyList<double> EpochSeconds { get; init; } = [];
}
