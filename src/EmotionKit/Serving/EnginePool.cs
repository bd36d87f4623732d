using System.Collections.Concurrent;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Serving;

/// <summary>
/// Applies one model to single objects from any number of threads: a fixed number of prediction engines, made at once, each lent to one
/// caller at a time. From <c>ml.Model.CreateEnginePool</c>.
/// </summary>
/// <remarks>
/// <para>A <see cref="PredictionEngine{TSrc, TDst}"/> is for one thread, and making one costs far more than a prediction. The pool never holds more than
/// <see cref="Size"/> of them, so that its memory stays the same under any load: callers beyond that wait, and can stop waiting.</para>
/// <para>An engine that throws, such as on a damaged recording, serves on.</para>
/// </remarks>
/// <typeparam name="TSrc">The type of the objects that go in.</typeparam>
/// <typeparam name="TDst">The type of the objects that come out.</typeparam>
public sealed class EnginePool<TSrc, TDst> : IDisposable
    where TSrc : class
    where TDst : class, new()
{
    private readonly PredictionEngine<TSrc, TDst>[] _engines;

    // The one used last comes first: its buffers are warm.
    private readonly ConcurrentStack<PredictionEngine<TSrc, TDst>> _free;
    private readonly SemaphoreSlim _available;
    private int _disposed;

    internal EnginePool(ModelOperationsCatalog catalog, ITransformer model, int size)
    {
        var options = new PredictionEngineOptions { OwnsTransformer = false };
        _engines = new PredictionEngine<TSrc, TDst>[size];
        for (int i = 0; i < size; i++)
            _engines[i] = catalog.CreatePredictionEngine<TSrc, TDst>(model, options);
        _free = new ConcurrentStack<PredictionEngine<TSrc, TDst>>(_engines);
        _available = new SemaphoreSlim(size, size);
    }

    /// <summary>How many predictions can run at a time.</summary>
    public int Size => _engines.Length;

    /// <summary>How many run now, 0 to <see cref="Size"/>.</summary>
    public int Busy => Size - _available.CurrentCount;

    /// <summary>The columns that the model makes; the annotations of Score name its classes (<c>SlotNames</c>).</summary>
    public DataViewSchema OutputSchema => _engines[0].OutputSchema;

    /// <summary>Applies the model on this thread, as soon as an engine is free.</summary>
    /// <param name="example">The object.</param>
    /// <param name="cancellation">Ends the waiting; a prediction that runs is not broken off.</param>
    /// <returns>A new object.</returns>
    /// <exception cref="OperationCanceledException">Cancelled before an engine was free.</exception>
    /// <exception cref="RowException">A component of EmotionKit cannot compute the object, such as a damaged recording.</exception>
    /// <exception cref="ObjectDisposedException">The pool is disposed.</exception>
    public TDst Predict(TSrc example, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(example);
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        _available.Wait(cancellation);
        return PredictAndFree(example);
    }

    /// <summary>Applies the model as soon as an engine is free. No thread is held while waiting; the prediction itself runs on the thread that goes on.</summary>
    /// <param name="example">The object.</param>
    /// <param name="cancellation">Ends the waiting; a prediction that runs is not broken off.</param>
    /// <returns>A new object.</returns>
    /// <exception cref="OperationCanceledException">Cancelled before an engine was free.</exception>
    /// <exception cref="RowException">A component of EmotionKit cannot compute the object, such as a damaged recording.</exception>
    /// <exception cref="ObjectDisposedException">The pool is disposed.</exception>
    public async Task<TDst> PredictAsync(TSrc example, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(example);
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        await _available.WaitAsync(cancellation).ConfigureAwait(false);
        return PredictAndFree(example);
    }

    /// <summary>Predicts once with every engine, so that no caller meets code or a session that is not warm.</summary>
    /// <param name="example">The object.</param>
    /// <exception cref="RowException">A component of EmotionKit cannot compute the object.</exception>
    /// <exception cref="InvalidOperationException">The pool is in use: warm it before it serves.</exception>
    /// <exception cref="ObjectDisposedException">The pool is disposed.</exception>
    public void WarmUp(TSrc example)
    {
        ArgumentNullException.ThrowIfNull(example);
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        for (int i = 0; i < Size; i++)
        {
            if (!_available.Wait(0))
            {
                if (i > 0)
                    _available.Release(i);
                throw new InvalidOperationException($"expected a pool that is not in use, got one with {Busy} of {Size} engines busy: warm it before it serves.");
            }
        }
        try
        {
            ObjectDisposedException.ThrowIf(IsDisposed, this);
            foreach (PredictionEngine<TSrc, TDst> engine in _engines)
                engine.Predict(example);
        }
        finally
        {
            _available.Release(Size);
        }
    }

    /// <summary>Lets go of the engines; those that predict are waited for. The model is not disposed.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        for (int i = 0; i < Size; i++)
            _available.Wait();
        foreach (PredictionEngine<TSrc, TDst> engine in _engines)
            engine.Dispose();
        _free.Clear();
        // Whoever waited is let on, to be told.
        _available.Release(Size);
    }

    private bool IsDisposed => Volatile.Read(ref _disposed) != 0;

    private TDst PredictAndFree(TSrc example)
    {
        try
        {
            if (!_free.TryPop(out PredictionEngine<TSrc, TDst>? engine))
                throw new ObjectDisposedException(GetType().FullName);
            try
            {
                return engine.Predict(example);
            }
            finally
            {
                _free.Push(engine);
            }
        }
        finally
        {
            _available.Release();
        }
    }
}
