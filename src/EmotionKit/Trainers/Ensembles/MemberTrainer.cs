using Microsoft.ML;

namespace EmotionKit.Trainers;

/// <summary>Fits the members of an ensemble: several at a time where they allow it and gain by it, else one after the other on all threads.</summary>
/// <param name="trainers">The trainer of each fit.</param>
/// <param name="rows">What they learn from.</param>
/// <param name="progress">Told after each fit.</param>
/// <param name="cancellation">Stops the work.</param>
internal sealed class MemberTrainer(
    IReadOnlyList<IEstimator<ITransformer>> trainers, EnsembleRows rows, IProgress<EnsembleProgress>? progress, CancellationToken cancellation)
{
    // Each fit needs about as much memory as the features: of large ones only two run at a time.
    private const long LargeFeatures = 16 << 20;

    private readonly Lock _gate = new();
    private int _done;

    /// <summary>Calls <paramref name="fit"/> with the number of each trainer.</summary>
    public void Run(Action<int> fit)
    {
        int[] all = [.. Enumerable.Range(0, trainers.Count)];
        if (!trainers.All(AllowsConcurrency))
        {
            Run(all, 1, fit);
            return;
        }
        int callers = Math.Min(Execution.Threads, rows.Features.Length > LargeFeatures ? 2 : int.MaxValue);
        int[] together = Array.FindAll(all, number => !FillsThreads(trainers[number]));
        // The last ones are those of all rows, and take longest: they go first, so that no thread begins one when the others are done.
        Array.Reverse(together);
        Run(together, callers, fit);
        Run(Array.FindAll(all, number => FillsThreads(trainers[number])), 1, fit);
    }

    /// <summary>Whether a trainer may be fitted by several threads at once with the same bits: EmotionKit's own. Trainers of ML.NET draw their
    /// seeds from the MLContext in the order of the calls.</summary>
    private static bool AllowsConcurrency(IEstimator<ITransformer> trainer) =>
        trainer is IMemberOwner owner
            ? owner.Members.All(AllowsConcurrency)
            : trainer.GetType().Assembly == typeof(MemberTrainer).Assembly;

    /// <summary>Whether one fit keeps all threads busy, and several at once would only hold more: a forest may be larger than the rows that it learns
    /// from.</summary>
    private static bool FillsThreads(IEstimator<ITransformer> trainer) =>
        trainer is RandomForestEstimator || (trainer is IMemberOwner owner && owner.Members.Any(FillsThreads));

    private void Run(int[] numbers, int callers, Action<int> fit)
    {
        int threads = Execution.Threads;
        callers = Math.Clamp(numbers.Length, 1, callers);
        // The threads are shared out: a member that would use all of them alone gains nothing from more.
        int each = Math.Max(1, threads / callers);
        ParallelLoop.Run(numbers.Length, callers, i => Fit(fit, numbers[i], each), cancellation);
    }

    private void Fit(Action<int> fit, int number, int threads)
    {
        using (Execution.WithThreads(threads))
            fit(number);
        lock (_gate)
            progress?.Report(new EnsembleProgress(++_done, trainers.Count));
    }
}
