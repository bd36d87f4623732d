using Microsoft.ML;

namespace EmotionKit.Trainers;

/// <summary>Fits the members of an ensemble, several at a time where they allow it.</summary>
internal sealed class MemberTrainer(int fits, bool concurrent, IProgress<EnsembleProgress>? progress, CancellationToken cancellation)
{
    private readonly Lock _gate = new();
    private int _done;

    /// <summary>Whether a trainer may be fitted by several threads at once with the same bits: EmotionKit's own. Trainers of ML.NET draw their
    /// seeds from the MLContext in the order of the calls.</summary>
    public static bool AllowsConcurrency(IEstimator<ITransformer> trainer) =>
        trainer is IMemberOwner owner
            ? owner.Members.All(AllowsConcurrency)
            : trainer.GetType().Assembly == typeof(MemberTrainer).Assembly;

    /// <summary>Calls <paramref name="fit"/> with 0 to the number of fits - 1.</summary>
    public void Run(Action<int> fit)
    {
        int threads = Execution.Threads;
        int callers = concurrent ? Math.Min(threads, fits) : 1;
        // The threads are shared out: a member that would use all of them alone gains nothing from more.
        int each = Math.Max(1, threads / callers);
        ParallelLoop.Run(fits, callers, number => Fit(fit, number, each), cancellation);
    }

    private void Fit(Action<int> fit, int number, int threads)
    {
        using (Execution.WithThreads(threads))
            fit(number);
        lock (_gate)
            progress?.Report(new EnsembleProgress(++_done, fits));
    }
}
