namespace EmotionKit;

/// <summary>Scratch objects that threads borrow and give back; nothing is allocated once as many exist as are used at a time.</summary>
internal sealed class ScratchPool<T>(Func<T> create)
    where T : class
{
    private readonly T?[] _free = new T?[Math.Max(4, 2 * Environment.ProcessorCount)];

    public T Rent()
    {
        for (int i = 0; i < _free.Length; i++)
        {
            if (_free[i] is not null && Interlocked.Exchange(ref _free[i], null) is { } found)
                return found;
        }
        return create();
    }

    /// <summary>Gives back. What does not fit into the pool is left to the garbage collector.</summary>
    public void Return(T item)
    {
        for (int i = 0; i < _free.Length; i++)
        {
            if (_free[i] is null && Interlocked.CompareExchange(ref _free[i], item, null) is null)
                return;
        }
    }
}
