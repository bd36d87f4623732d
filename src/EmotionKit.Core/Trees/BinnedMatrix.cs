namespace EmotionKit.Trees;

/// <summary>Rows whose features are numbers of bins.</summary>
/// <remarks>Columns stand in blocks of up to 16; within a block rows stand one after the other, so that a row's bins share a cache line.</remarks>
internal sealed unsafe class BinnedMatrix
{
    /// <summary>Columns of a block at most.</summary>
    public const int BlockColumns = 16;

    // More rows tell quantiles no better; the same number as in LightGBM and scikit-learn.
    private const int SampleRows = 200_000;

    private readonly byte[][] _blocks;

    private BinnedMatrix(int rows, int columns, ColumnBins[] bins)
    {
        Rows = rows;
        Columns = columns;
        Bins = bins;
        _blocks = new byte[(columns + BlockColumns - 1) / BlockColumns][];
        for (int block = 0; block < _blocks.Length; block++)
            _blocks[block] = GC.AllocateUninitializedArray<byte>(checked(rows * Width(block)), pinned: true);
    }

    public int Rows { get; }

    public int Columns { get; }

    public ColumnBins[] Bins { get; }

    public int Blocks => _blocks.Length;

    /// <summary>Columns of a block.</summary>
    public int Width(int block) => Math.Min(BlockColumns, Columns - block * BlockColumns);

    /// <summary>[row, column of the block]; pinned.</summary>
    public byte* Block(int block)
    {
        fixed (byte* start = _blocks[block])
            return start;
    }

    /// <summary>The bin of row 0 in a column; the next row's is <see cref="Stride"/> bytes on.</summary>
    public byte* Column(int column) => Block(column / BlockColumns) + column % BlockColumns;

    public int Stride(int column) => Width(column / BlockColumns);

    /// <summary>Finds the bins of every column and puts all rows into them.</summary>
    /// <param name="x">[row, column]; NaN is missing.</param>
    /// <param name="places">The rows of <paramref name="x"/> that are meant; null for the first ones.</param>
    /// <param name="rows">Number of rows that are meant.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="maxBins">2 to 255.</param>
    /// <param name="isCategorical">By column, or null for none.</param>
    /// <param name="threads">Does not change the result.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="ArgumentException">A category is no whole number from 0 to 65535.</exception>
    public static BinnedMatrix Create(
        float* x, int* places, int rows, int columns, int maxBins, bool[]? isCategorical, int threads, CancellationToken cancellation)
    {
        var bins = new ColumnBins[columns];
        ParallelLoop.Run(columns, threads, column =>
        {
            bins[column] = isCategorical is not null && isCategorical[column]
                ? Categories(x, places, rows, columns, column, maxBins)
                : Numbers(x, places, rows, columns, column, maxBins);
        }, cancellation);
        var matrix = new BinnedMatrix(rows, columns, bins);
        const int Chunk = 8192;
        ParallelLoop.Run((rows + Chunk - 1) / Chunk, threads, chunk =>
        {
            int first = chunk * Chunk, last = Math.Min(rows, first + Chunk);
            for (int column = 0; column < columns; column++)
            {
                byte* to = matrix.Column(column);
                int stride = matrix.Stride(column);
                ColumnBins columnBins = bins[column];
                for (int row = first; row < last; row++)
                    to[(nint)row * stride] = columnBins.BinOf(x[PlaceOf(places, row) * columns + column]);
            }
        }, cancellation);
        return matrix;
    }

    private static nint PlaceOf(int* places, int row) => places is null ? row : places[row];

    private static ColumnBins Numbers(float* x, int* places, int rows, int columns, int column, int maxBins)
    {
        int sampled = Math.Min(rows, SampleRows);
        float[] values = new float[sampled];
        int count = 0;
        bool hasMissing = false;
        if (sampled == rows)
        {
            for (int row = 0; row < rows; row++)
            {
                float value = x[PlaceOf(places, row) * columns + column];
                if (!float.IsNaN(value))
                    values[count++] = value;
            }
            hasMissing = count < rows;
        }
        else
        {
            var random = DeterministicRandom.For(rows, column);
            for (int i = 0; i < sampled; i++)
            {
                // One row of each stretch of rows / sampled.
                long low = (long)i * rows / sampled, high = (long)(i + 1) * rows / sampled;
                float value = x[PlaceOf(places, (int)(low + random.Next((int)(high - low)))) * columns + column];
                if (!float.IsNaN(value))
                    values[count++] = value;
            }
            for (int row = 0; row < rows && !hasMissing; row++)
                hasMissing = float.IsNaN(x[PlaceOf(places, row) * columns + column]);
        }
        RadixSort.Sort(values.AsSpan(0, count), new uint[2 * count]);
        return ColumnBins.OfNumbers(values.AsSpan(0, count), hasMissing, maxBins);
    }

    private static ColumnBins Categories(float* x, int* places, int rows, int columns, int column, int maxBins)
    {
        int[] counts = new int[TreeLimits.CategoryCodes];
        int missing = 0;
        for (int row = 0; row < rows; row++)
        {
            float value = x[PlaceOf(places, row) * columns + column];
            if (float.IsNaN(value))
                missing++;
            else if (value >= 0 && value < counts.Length && value == MathF.Floor(value))
                counts[(int)value]++;
            else
                throw new ArgumentException($"x: column {column} holds categories: expected whole numbers from 0 to {counts.Length - 1}, got {value} in row {row}.");
        }
        return ColumnBins.OfCategories(counts, missing, maxBins);
    }
}
