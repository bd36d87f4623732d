namespace EmotionKit.Neural.Kernels;

/// <summary>How the rows of a matrix are cut for threads: by its size alone, so that sums over rows have the same bits for any number of threads.</summary>
internal readonly struct RowPieces
{
    private const int Numbers = 1 << 15;
    private const int Most = 32;
    private const int Grain = 64;

    public RowPieces(int rows, int columns)
    {
        Rows = rows;
        int pieces = (int)Math.Clamp((long)rows * columns / Numbers, 1, Most);
        Size = Math.Max(Grain, ((rows + pieces - 1) / pieces + Grain - 1) / Grain * Grain);
        Count = Math.Max(1, (rows + Size - 1) / Size);
    }

    public int Count { get; }

    private int Rows { get; }

    private int Size { get; }

    public int First(int piece) => piece * Size;

    public int Length(int piece) => Math.Min(Size, Rows - First(piece));
}
