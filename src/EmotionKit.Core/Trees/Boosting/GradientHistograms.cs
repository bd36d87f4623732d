namespace EmotionKit.Trees;

/// <summary>Sums up the derivatives of a node's rows by the bins of every column.</summary>
internal sealed unsafe class GradientHistograms : IDisposable
{
    private const int Bins = 256;

    // Below, sums go straight into the histogram: unpacking every bin would cost more than the rows.
    private const int FewRows = 96;

    // Rows that are worth a thread.
    private const int PieceRows = 8192;

    private readonly BinnedMatrix _matrix;
    private readonly int[] _offsets;
    private readonly int _threads;
    private readonly Stack<nint> _free = new();
    private readonly List<nint> _all = [];
    private readonly ScratchPool<long[]> _scratch = new(static () => GC.AllocateUninitializedArray<long>(BinnedMatrix.BlockColumns * Bins, pinned: true));

    public GradientHistograms(BinnedMatrix matrix, int threads)
    {
        _matrix = matrix;
        _threads = threads;
        _offsets = new int[matrix.Columns + 1];
        for (int column = 0; column < matrix.Columns; column++)
            _offsets[column + 1] = _offsets[column] + matrix.Bins[column].Total;
    }

    ~GradientHistograms() => Free();

    /// <summary>Bins of all columns.</summary>
    public int Length => _offsets[^1];

    /// <summary>The bins of a column in a histogram.</summary>
    public GradientSums* Column(nint histogram, int column) => (GradientSums*)histogram + _offsets[column];

    public nint Rent()
    {
        if (_free.TryPop(out nint histogram))
            return histogram;
        histogram = (nint)NativeBlock.Alloc<GradientSums>(Length);
        _all.Add(histogram);
        return histogram;
    }

    public void Return(nint histogram) => _free.Push(histogram);

    /// <summary>Writes the histogram of some rows.</summary>
    /// <param name="rows">Numbers of rows.</param>
    /// <param name="count">How many.</param>
    /// <param name="units">Of each row of the matrix; see <see cref="GradientUnits"/>.</param>
    /// <param name="used">Whether a column is looked at.</param>
    /// <param name="histogram">To be written.</param>
    public void Build(int* rows, int count, long* units, bool[] used, nint histogram)
    {
        int pieces = Math.Clamp(count / PieceRows, 1, _threads);
        if (pieces == 1 && (_matrix.Blocks == 1 || count < PieceRows / 4))
        {
            for (int block = 0; block < _matrix.Blocks; block++)
                BuildBlock(block, rows, count, units, used, histogram);
            return;
        }
        nint[] parts = new nint[pieces];
        parts[0] = histogram;
        for (int i = 1; i < pieces; i++)
            parts[i] = Rent();
        int blocks = _matrix.Blocks;
        ParallelLoop.Run(blocks * pieces, _threads, task =>
        {
            int piece = task / blocks;
            int first = (int)((long)count * piece / pieces), last = (int)((long)count * (piece + 1) / pieces);
            BuildBlock(task % blocks, rows + first, last - first, units, used, parts[piece]);
        });
        for (int i = 1; i < pieces; i++)
        {
            Add((long*)histogram, (long*)parts[i], 3 * Length);
            Return(parts[i]);
        }
    }

    /// <summary>Takes the histogram of some rows from that of all, in place.</summary>
    public void Subtract(nint all, nint part)
    {
        var to = new Span<long>((void*)all, 3 * Length);
        var from = new ReadOnlySpan<long>((void*)part, 3 * Length);
        for (int i = 0; i < to.Length; i++)
            to[i] -= from[i];
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private static void Add(long* to, long* from, int count)
    {
        for (int i = 0; i < count; i++)
            to[i] += from[i];
    }

    private void BuildBlock(int block, int* rows, int count, long* units, bool[] used, nint histogram)
    {
        int firstColumn = block * BinnedMatrix.BlockColumns, width = _matrix.Width(block);
        var sums = (GradientSums*)histogram;
        new Span<GradientSums>(sums + _offsets[firstColumn], _offsets[firstColumn + width] - _offsets[firstColumn]).Clear();
        if (!used.AsSpan(firstColumn, width).Contains(true))
            return;
        byte* bins = _matrix.Block(block);
        if (count < FewRows)
        {
            for (int i = 0; i < count; i++)
            {
                GradientSums row = default;
                GradientUnits.Add(units[rows[i]], ref row);
                byte* binOf = bins + (nint)rows[i] * width;
                for (int j = 0; j < width; j++)
                {
                    GradientSums* sum = sums + _offsets[firstColumn + j] + binOf[j];
                    sum->Gradient += row.Gradient;
                    sum->Hessian += row.Hessian;
                    sum->Rows += row.Rows;
                }
            }
            return;
        }
        long[] scratch = _scratch.Rent();
        fixed (long* packed = scratch)
        {
            for (int start = 0; start < count; start += GradientUnits.ChunkRows)
            {
                for (int j = 0; j < width; j++)
                    new Span<long>(packed + j * Bins, _matrix.Bins[firstColumn + j].Total).Clear();
                SumChunk(bins, width, rows + start, Math.Min(GradientUnits.ChunkRows, count - start), units, packed);
                for (int j = 0; j < width; j++)
                {
                    GradientSums* to = sums + _offsets[firstColumn + j];
                    long* from = packed + j * Bins;
                    int total = _matrix.Bins[firstColumn + j].Total;
                    for (int bin = 0; bin < total; bin++)
                        GradientUnits.Add(from[bin], ref to[bin]);
                }
            }
        }
        _scratch.Return(scratch);
    }

    private static void SumChunk(byte* bins, int width, int* rows, int count, long* units, long* packed)
    {
        int whole = width & ~1;
        for (int i = 0; i < count; i++)
        {
            int row = rows[i];
            long unit = units[row];
            byte* binOf = bins + (nint)row * width;
            long* to = packed;
            int j = 0;
            for (; j < whole; j += 2, to += 2 * Bins)
            {
                to[binOf[j]] += unit;
                to[Bins + binOf[j + 1]] += unit;
            }
            if (j < width)
                to[binOf[j]] += unit;
        }
    }

    private void Free()
    {
        foreach (nint histogram in _all)
            NativeBlock.Free((GradientSums*)histogram, Length);
        _all.Clear();
        _free.Clear();
    }
}
