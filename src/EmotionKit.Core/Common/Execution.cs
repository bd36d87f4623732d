namespace EmotionKit;

/// <summary>How many threads EmotionKit uses, and how far it reads ahead. Results are the same bits for every setting.</summary>
/// <remarks>The values flow with the caller's async context (<see cref="AsyncLocal{T}"/>): a scope set in one request does not
/// reach another. They are read when a cursor is opened, or when <c>Fit</c> starts.</remarks>
public static class Execution
{
    private static readonly AsyncLocal<int> ScopedThreads = new();

    /// <summary>Threads in use here: what the innermost <see cref="WithThreads"/> says, else <see cref="Environment.ProcessorCount"/>.</summary>
    public static int Threads => ScopedThreads.Value > 0 ? ScopedThreads.Value : Environment.ProcessorCount;

    /// <summary>Sets the number of threads until the returned scope is disposed.</summary>
    /// <param name="threads">At least 1.</param>
    /// <returns>A scope; dispose it to return to the former value.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is below 1.</exception>
    public static IDisposable WithThreads(int threads)
    {
        Check.AtLeast(threads, 1);
        var scope = new Scope(ScopedThreads.Value);
        ScopedThreads.Value = threads;
        return scope;
    }

    private sealed class Scope(int former) : IDisposable
    {
        public void Dispose() => ScopedThreads.Value = former;
    }
}
