namespace EmotionKit.Neural;

/// <summary>Which rows make up which batch of an epoch.</summary>
internal sealed class BatchOrder
{
    // Rows of about one length share a batch; they are sought among this many batches, so that batches still differ from epoch to epoch.
    private const int WindowBatches = 16;

    private readonly int[] _rows;
    private readonly int[]? _frames;
    private readonly int _batchSize;
    private readonly int[] _batches;

    /// <param name="examples">The rows.</param>
    /// <param name="batchSize">Rows of a batch.</param>
    public BatchOrder(NetworkExamples examples, int batchSize)
    {
        _rows = new int[examples.Count];
        _batchSize = batchSize;
        _batches = new int[(examples.Count + batchSize - 1) / batchSize];
        if (examples.RowShape.HasVariable)
            _frames = [.. Enumerable.Range(0, examples.Count).Select(examples.Frames)];
    }

    public int Count => _batches.Length;

    /// <summary>Draws the order of an epoch.</summary>
    public void Shuffle(long seed, int epoch)
    {
        var random = new DeterministicRandom(SeedStream.Of(seed, SeedStream.Order, epoch));
        for (int i = 0; i < _rows.Length; i++)
            _rows[i] = i;
        for (int b = 0; b < _batches.Length; b++)
            _batches[b] = b;
        random.Shuffle(_rows.AsSpan());
        if (_frames is null)
            return;
        int window = WindowBatches * _batchSize;
        for (int start = 0; start < _rows.Length; start += window)
        {
            // Row numbers break ties, so that the order is the same for every sorting algorithm.
            _rows.AsSpan(start, Math.Min(window, _rows.Length - start))
                .Sort((a, b) => _frames[a] != _frames[b] ? _frames[a].CompareTo(_frames[b]) : a.CompareTo(b));
        }
        random.Shuffle(_batches.AsSpan());
    }

    public ReadOnlySpan<int> Rows(int batch)
    {
        int start = _batches[batch] * _batchSize;
        return _rows.AsSpan(start, Math.Min(_batchSize, _rows.Length - start));
    }
}
