namespace EmotionKit.Trainers;

/// <summary>Rows of features in memory: of a known number in one piece, else in blocks, so that growing copies none of them.</summary>
/// <param name="width">Features of a row.</param>
/// <param name="expected">How many rows there will be at most, where that is known. More of them are no error.</param>
internal sealed class FeatureRows(int width, long? expected = null)
{
    private const int BlockValues = 1 << 20;

    private readonly int _blockRows = Math.Max(1, BlockValues / Math.Max(1, width));
    private readonly List<float[]> _blocks = [];
    private float[] _whole = [];
    private int _used;

    public int Rows { get; private set; }

    public void Add(ReadOnlySpan<float> row)
    {
        if (Rows == 0 && expected is { } known && known * width <= Array.MaxLength)
            _whole = GC.AllocateUninitializedArray<float>((int)(known * width));
        if ((Rows + 1L) * width <= _whole.Length)
        {
            row.CopyTo(_whole.AsSpan(Rows++ * width));
            return;
        }
        if (_blocks.Count == 0 || _used == _blockRows)
        {
            // The first block grows with the data: most sets are small.
            _blocks.Add(new float[_blocks.Count == 0 ? Math.Min(_blockRows, 64) * width : _blockRows * width]);
            _used = 0;
        }
        if ((_used + 1) * width > _blocks[^1].Length)
        {
            float[] larger = new float[Math.Min(_blockRows * width, 2 * _blocks[^1].Length)];
            _blocks[^1].AsSpan(0, _used * width).CopyTo(larger);
            _blocks[^1] = larger;
        }
        row.CopyTo(_blocks[^1].AsSpan(_used * width));
        _used++;
        Rows++;
    }

    /// <summary>[row, column]; leaves nothing behind.</summary>
    /// <exception cref="ArgumentException">There are more values than an array can hold.</exception>
    public float[] Take(string component)
    {
        long values = (long)Rows * width;
        if (values > Array.MaxLength)
            throw new ArgumentException($"{component}: expected at most {Array.MaxLength} feature values to train on, got {Rows} rows of {width}: {values}.");
        float[] whole = _whole;
        _whole = [];
        if (values == whole.Length)
            return whole;
        float[] all = GC.AllocateUninitializedArray<float>((int)values);
        int start = (int)Math.Min(values, whole.Length);
        whole.AsSpan(0, start).CopyTo(all);
        for (int i = 0; i < _blocks.Count; i++)
        {
            int length = Math.Min(_blockRows * width, all.Length - start);
            _blocks[i].AsSpan(0, length).CopyTo(all.AsSpan(start));
            start += length;
            _blocks[i] = [];
        }
        _blocks.Clear();
        return all;
    }
}
