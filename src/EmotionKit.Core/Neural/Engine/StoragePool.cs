namespace EmotionKit.Neural;

/// <summary>Free memory of one session: nothing is allocated once its largest batch has run.</summary>
internal sealed class StoragePool
{
    private readonly List<Storage> _free = [];

    /// <summary>The smallest free memory that suffices, else the largest, grown; its content is arbitrary.</summary>
    public Storage Rent(long length)
    {
        int best = -1;
        for (int i = 0; i < _free.Count; i++)
        {
            int candidate = _free[i].Buffer.Length;
            if (best < 0)
            {
                best = i;
                continue;
            }
            int chosen = _free[best].Buffer.Length;
            if (candidate >= length ? chosen < length || candidate < chosen : chosen < length && candidate > chosen)
                best = i;
        }
        Storage storage;
        if (best < 0)
        {
            storage = new Storage();
        }
        else
        {
            storage = _free[best];
            _free[best] = _free[^1];
            _free.RemoveAt(_free.Count - 1);
        }
        storage.Buffer.Reserve(length);
        storage.Users = 1;
        return storage;
    }

    public void Release(Storage storage)
    {
        if (--storage.Users == 0)
            _free.Add(storage);
    }
}
