namespace EmotionKit.Rows;

/// <summary>A place on the thread pool that works through an <see cref="OrderedPipeline{TSlot}"/> until nothing is left to claim.</summary>
internal sealed class PipelineRunner<TSlot>(OrderedPipeline<TSlot> pipeline, int worker) : IThreadPoolWorkItem
    where TSlot : PipelineSlot
{
    private const int Idle = 0;
    private const int Queued = 1;
    private const int Running = 2;
    private const int Stopped = 3;

    private int _state;

    /// <summary>Queues the runner if it is idle.</summary>
    public bool TryStart()
    {
        if (Volatile.Read(ref _state) != Idle || Interlocked.CompareExchange(ref _state, Queued, Idle) != Idle)
            return false;
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return true;
    }

    /// <summary>Waits for the unit in work. A runner that the pool has not started yet will not start.</summary>
    public void Stop()
    {
        var spin = new SpinWait();
        while (true)
        {
            int state = Volatile.Read(ref _state);
            if (state != Running && Interlocked.CompareExchange(ref _state, Stopped, state) == state)
                return;
            spin.SpinOnce();
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        if (Interlocked.CompareExchange(ref _state, Running, Queued) != Queued)
            return;
        do
        {
            while (pipeline.RunOne(worker))
            {
            }
            Interlocked.Exchange(ref _state, Idle);
        }
        while (pipeline.HasWork && Interlocked.CompareExchange(ref _state, Running, Idle) == Idle);
    }
}
