namespace EmotionKit.Signal.Fourier;

/// <summary>Which parts of its rows a pass works on: <paramref name="Groups"/> runs of <paramref name="Width"/> numbers, one every
/// <paramref name="Step"/>.</summary>
internal readonly record struct RowSet(int Width, int Groups, nint Step)
{
    /// <summary>All of a row.</summary>
    public static RowSet Whole(int stride) => new(stride, 1, stride);
}
