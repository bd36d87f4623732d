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
    /// <param name="done">Epochs of the networks before.</param>
    /// <param name="left">Networks from this one on.</param>
    public static IProgress<TrainingProgress>? Of(IProgress<TrainingProgress>? progress, int done, int left) =>
        progress is null || (done == 0 && left == 1) ? progress : new Part(progress, done, left);

    private sealed class Part(IProgress<TrainingProgress> whole, int done, int left) : IProgress<TrainingProgress>
    {
        private readonly Stopwatch _watch = Stopwatch.StartNew();

        public void Report(TrainingProgress value) => whole.Report(value with
        {
            Epoch = done + value.Epoch,
            Epochs = done + left * value.Epochs,
            Remaining = value.Remaining + (left - 1) * (_watch.Elapsed + value.Remaining),
            EpochResult = value.EpochResult is { } result ? result with { Epoch = done + result.Epoch } : null,
        });
    }
}
