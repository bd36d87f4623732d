using System.Runtime.ExceptionServices;

namespace EmotionKit;

/// <summary>Runs independent pieces of work on the caller's thread, helped by the thread pool.</summary>
/// <remarks>Waits only for pieces that a helper has begun, so a starved pool costs speed and never a deadlock.
/// <see cref="Parallel"/>, called from outside the pool, waits until every helper that it queued has had its turn.</remarks>
internal sealed class ParallelLoop
{
    private readonly Action<int> _body;
    private readonly CancellationToken _cancellation;
    private readonly int _count;
    private readonly ManualResetEventSlim _finished = new(false);
    private readonly Lock _gate = new();
    private int _claimed;
    private int _done;
    private int _failedIndex = int.MaxValue;
    private ExceptionDispatchInfo? _failure;

    private ParallelLoop(int count, Action<int> body, CancellationToken cancellation)
    {
        _count = count;
        _body = body;
        _cancellation = cancellation;
    }

    /// <summary>Calls <paramref name="body"/> with 0 to <paramref name="count"/> - 1, in any order, and returns when all calls have ended.
    /// After an error no later piece is begun, and the error of the lowest number is thrown, as it is.</summary>
    /// <param name="count">Pieces, 0 or more.</param>
    /// <param name="threads">Threads at most, the caller's included, 1 or more.</param>
    /// <param name="body">One piece of work.</param>
    /// <param name="cancellation">Checked before each piece.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public static void Run(int count, int threads, Action<int> body, CancellationToken cancellation = default)
    {
        threads = Math.Min(threads, count);
        if (threads <= 1)
        {
            for (int i = 0; i < count; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                body(i);
            }
            return;
        }
        var loop = new ParallelLoop(count, body, cancellation);
        for (int helper = 1; helper < threads; helper++)
            ThreadPool.QueueUserWorkItem(static loop => loop.Work(), loop, preferLocal: false);
        loop.Work();
        loop._finished.Wait(CancellationToken.None);
        loop._failure?.Throw();
    }

    private void Work()
    {
        int index;
        while ((index = Interlocked.Increment(ref _claimed) - 1) < _count)
        {
            try
            {
                // Pieces before a failed one still run: which error comes out does not depend on the threads.
                if (index < Volatile.Read(ref _failedIndex))
                {
                    _cancellation.ThrowIfCancellationRequested();
                    _body(index);
                }
            }
            catch (Exception e)
            {
                Fail(index, e);
            }
            if (Interlocked.Increment(ref _done) == _count)
                _finished.Set();
        }
    }

    private void Fail(int index, Exception error)
    {
        lock (_gate)
        {
            if (index > _failedIndex)
                return;
            _failure = ExceptionDispatchInfo.Capture(error);
            Volatile.Write(ref _failedIndex, index);
        }
    }
}
