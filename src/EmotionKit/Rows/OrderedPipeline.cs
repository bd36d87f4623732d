using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using Microsoft.ML;

namespace EmotionKit.Rows;

/// <summary>
/// Runs units of work on several threads and hands them out in source order, with bounded look-ahead. Filling and handing out
/// happen on the caller's thread; processing on the thread pool and, whenever the next unit is not ready, on the caller's
/// thread too, so a starved pool costs speed and never a deadlock.
/// </summary>
/// <remarks>Units are claimed in order through one counter, so the unit that the caller waits for is always claimed first. No
/// lock and no allocation per unit; the caller blocks only while another thread finishes the unit that it needs.</remarks>
internal abstract class OrderedPipeline<TSlot> : IDisposable
    where TSlot : PipelineSlot
{
    private readonly TSlot[] _ring;
    private readonly PipelineRunner<TSlot>[] _runners;
    private readonly ManualResetEventSlim _ready = new(false);
    private long _published;
    private long _claimed;
    private long _head;
    private int _window = 1;
    private bool _exhausted;
    private bool _disposed;
    private volatile bool _stopped;
    private ExceptionDispatchInfo? _failure;

    /// <param name="threads">Threads that may process units at the same time, the caller's included.</param>
    /// <param name="lookAhead">Units held at most.</param>
    /// <param name="createSlot">Makes the units, each once.</param>
    protected OrderedPipeline(int threads, int lookAhead, Func<TSlot> createSlot)
    {
        _ring = new TSlot[threads == 1 ? 1 : lookAhead];
        for (int i = 0; i < _ring.Length; i++)
            _ring[i] = createSlot();
        _runners = new PipelineRunner<TSlot>[threads - 1];
        for (int i = 0; i < _runners.Length; i++)
            _runners[i] = new PipelineRunner<TSlot>(this, i + 1);
    }

    /// <summary>Reads the next unit from the source. Called on the caller's thread, in order.</summary>
    /// <returns>False at the end of the source.</returns>
    protected abstract bool Fill(TSlot slot);

    /// <summary>Computes a unit. <paramref name="worker"/> is 0 for the caller's thread, else 1 to threads - 1; no two calls with
    /// the same number overlap.</summary>
    protected abstract void Process(TSlot slot, int worker);

    /// <summary>Called once, after the last call of <see cref="Process"/> has ended.</summary>
    protected abstract void Release();

    /// <summary>The next unit in order, or null at the end. It stays valid until the next call.</summary>
    public TSlot? Next()
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(DataViewRowCursor));
        _failure?.Throw();
        // A short first window: who reads only the first rows does not pay for a full look-ahead.
        _window = Math.Min(_ring.Length, _window + 2);
        while (!_exhausted && _published - _head < _window)
            Publish(_ring[_published % _ring.Length]);
        if (_head == _published)
            return null;
        TSlot slot = _ring[_head % _ring.Length];
        Await(slot);
        _head++;
        return slot;
    }

    /// <summary>Throws <paramref name="error"/>, and again at every further call of <see cref="Next"/>.</summary>
    [DoesNotReturn]
    public Exception Fail(Exception error)
    {
        _failure = ExceptionDispatchInfo.Capture(error);
        _failure.Throw();
        return error;
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _stopped = true;
        foreach (PipelineRunner<TSlot> runner in _runners)
            runner.Stop();
        _ready.Dispose();
        Release();
    }

    internal bool HasWork => !_stopped && Volatile.Read(ref _claimed) < Volatile.Read(ref _published);

    internal bool RunOne(int worker)
    {
        if (!TryClaim(out TSlot? slot))
            return false;
        if (slot.Error is null)
        {
            try
            {
                Process(slot, worker);
            }
            catch (Exception e)
            {
                slot.Error = e;
            }
        }
        if (Interlocked.Exchange(ref slot.State, PipelineSlot.Done) == PipelineSlot.Awaited)
            _ready.Set();
        return true;
    }

    private void Publish(TSlot slot)
    {
        slot.State = PipelineSlot.Pending;
        slot.Error = null;
        try
        {
            if (!Fill(slot))
            {
                _exhausted = true;
                return;
            }
        }
        catch (Exception e)
        {
            // Rows read before this one are still to be handed out.
            slot.Error = e;
            _exhausted = true;
        }
        // A full fence: a runner that goes idle either sees this unit, or is seen idle below.
        Interlocked.Exchange(ref _published, _published + 1);
        if (_published - _head == 1)
            return;
        foreach (PipelineRunner<TSlot> runner in _runners)
        {
            if (runner.TryStart())
                break;
        }
    }

    private bool TryClaim([NotNullWhen(true)] out TSlot? slot)
    {
        slot = null;
        if (_stopped)
            return false;
        long position = Volatile.Read(ref _claimed);
        while (position < Volatile.Read(ref _published))
        {
            long seen = Interlocked.CompareExchange(ref _claimed, position + 1, position);
            if (seen == position)
            {
                slot = _ring[position % _ring.Length];
                return true;
            }
            position = seen;
        }
        return false;
    }

    private void Await(TSlot slot)
    {
        var spin = new SpinWait();
        while (Volatile.Read(ref slot.State) != PipelineSlot.Done)
        {
            if (RunOne(worker: 0))
                continue;
            if (!spin.NextSpinWillYield)
            {
                spin.SpinOnce();
                continue;
            }
            if (Interlocked.CompareExchange(ref slot.State, PipelineSlot.Awaited, PipelineSlot.Pending) == PipelineSlot.Pending)
            {
                _ready.Wait();
                _ready.Reset();
            }
        }
    }
}
