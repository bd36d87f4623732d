using System.Diagnostics;
using EmotionKit.Neural;

namespace EmotionKit.Trainers.Neural;

/// <summary>What one of several networks that are trained for their mean has of its own.</summary>
internal static class EnsembleMember
{
    /// <summary>Options with the member's seed and checkpoint; the first network's are those of a network that is trained alone.</summary>
    /// <param name="options">Of the trainer.</param>
    /// <param name="index">From 0.</param>
    public static NeuralTrainerOptions Of(NeuralTrainerOptions options, int index) => index == 0 ? options : options with
    {
        Seed = unchecked((long)DeterministicRandom.For(options.Seed, index).NextUInt64()),
        CheckpointPath = options.CheckpointPath is { } path ? $"{path}.{index + 1}" : null,
    };

    /// <summary>Tells of the epochs of all networks as of those of one.</summary>
    /// <param name="progress">Who is told, or null.</param>
    /// <param name="index">From 0.</param>
    /// <param name="count">Of networks.</param>
    public static IProgress<TrainingProgress>? Of(IProgress<TrainingProgress>? progress, int index, int count) =>
        progress is null || count == 1 ? progress : new Part(progress, index, count);

    private sealed class Part(IProgress<TrainingProgress> whole, int index, int count) : IProgress<TrainingProgress>
    {
        private readonly Stopwatch _watch = Stopwatch.StartNew();

        public void Report(TrainingProgress value)
        {
            int before = index * value.Epochs;
            whole.Report(value with
            {
                Epoch = before + value.Epoch,
                Epochs = count * value.Epochs,
                Remaining = value.Remaining + (count - 1 - index) * (_watch.Elapsed + value.Remaining),
                EpochResult = value.EpochResult is { } result ? result with { Epoch = before + result.Epoch } : null,
            });
        }
    }
}
