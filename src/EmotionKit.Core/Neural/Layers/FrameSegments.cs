namespace EmotionKit.Neural;

/// <summary>A batch's frames within the rows' lengths, cut into runs whose places depend on the batch alone.</summary>
internal sealed class FrameSegments
{
    // Some 128 KiB of floats: what one pass has read, the next finds in the cache.
    private const int Values = 1 << 15;
    private const int LeastFrames = 64;

    private (nint Start, int Frames)[] _segments = [];

    public int Count { get; private set; }

    /// <summary>All frames that count.</summary>
    public int Frames { get; private set; }

    public (nint Start, int Frames) At(int segment) => _segments[segment];

    public void Cut(Tensor x)
    {
        (Count, Frames) = (0, 0);
        if (x.Lengths is null)
        {
            Cut(0, x.Frames, x.Channels);
            return;
        }
        int perRow = x.RowSize / x.Channels;
        for (int row = 0; row < x.Batch; row++)
            Cut((nint)row * perRow, x.ValidSize(row) / x.Channels, x.Channels);
    }

    private void Cut(nint start, int frames, int channels)
    {
        int most = Math.Max(LeastFrames, Values / channels);
        for (int at = 0; at < frames; at += most)
        {
            if (Count == _segments.Length)
                Array.Resize(ref _segments, Math.Max(16, 2 * Count));
            _segments[Count++] = (start + at, Math.Min(most, frames - at));
        }
        Frames += frames;
    }
}
