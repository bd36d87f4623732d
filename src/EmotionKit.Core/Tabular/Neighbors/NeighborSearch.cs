namespace EmotionKit.Tabular;

/// <summary>
/// Exact nearest neighbours by Euclidean distance among rows of finite numbers. Distances that decide are computed in double precision, column by
/// column; Single serves to pass over what is certainly too far. Both ways of searching give the same neighbours, bit for bit.
/// </summary>
internal abstract class NeighborSearch
{
    // Beyond, boxes hardly exclude anything and a tree visits all points anyway.
    private const int MostTreeColumns = 15;
    private const int FewestTreeRows = 128;

    // Above, dot products of Single could overflow.
    private const float LargestForProducts = 1e15f;

    /// <param name="points">[row, column], finite.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns, 1 or more.</param>
    protected NeighborSearch(float[] points, int rows, int columns)
    {
        Points = points;
        Rows = rows;
        Columns = columns;
    }

    public int Rows { get; }

    public int Columns { get; }

    protected float[] Points { get; }

    /// <summary>How many queries one thread takes on at once.</summary>
    protected virtual int QueriesPerPiece => 64;

    /// <summary>The faster way for that many rows and columns: a k-d tree in few dimensions, blocked brute force in many.</summary>
    public static NeighborSearch Create(float[] points, int rows, int columns)
    {
        if (columns <= MostTreeColumns && rows >= FewestTreeRows)
            return new KdTree(points, rows, columns);
        float largest = 0;
        foreach (float value in points.AsSpan(0, rows * columns))
            largest = Math.Max(largest, Math.Abs(value));
        return largest <= LargestForProducts ? new BruteForceSearch(points, rows, columns) : new KdTree(points, rows, columns);
    }

    /// <summary>The nearest other rows of some of the rows.</summary>
    /// <param name="queries">Indices of rows.</param>
    /// <param name="k">How many, 1 or more and below the number of rows.</param>
    /// <param name="threads">Threads at most.</param>
    /// <param name="cancellation">Stops the search.</param>
    public Neighbors OfRows(int[] queries, int k, int threads, CancellationToken cancellation = default)
    {
        Check.InRange(k, 1, Rows - 1);
        return Run(new NeighborQueries(Points, queries, AreOwnRows: true), k, threads, cancellation);
    }

    /// <summary>The nearest rows of points that are not among the rows.</summary>
    /// <param name="points">[point, column], finite.</param>
    /// <param name="count">How many points.</param>
    /// <param name="k">How many neighbours, 1 or more and at most the number of rows.</param>
    /// <param name="threads">Threads at most.</param>
    /// <param name="cancellation">Stops the search.</param>
    public Neighbors OfPoints(float[] points, int count, int k, int threads, CancellationToken cancellation = default)
    {
        Check.InRange(k, 1, Rows);
        return Run(new NeighborQueries(points, Counting(count), AreOwnRows: false), k, threads, cancellation);
    }

    /// <summary>The nearest other rows of all rows, in their order.</summary>
    /// <inheritdoc cref="OfRows"/>
    public Neighbors OfAllRows(int k, int threads, CancellationToken cancellation = default)
    {
        return OfRows(Counting(Rows), k, threads, cancellation);
    }

    /// <summary>Places in <paramref name="queries"/> in the order that they are best searched in.</summary>
    protected abstract int[] Order(NeighborQueries queries);

    /// <summary>Searches for the queries at some places. Called by several threads.</summary>
    protected abstract void Search(NeighborQueries queries, ReadOnlySpan<int> places, Neighbors found);

    /// <summary>The distance that decides.</summary>
    protected double SquaredDistance(ReadOnlySpan<float> query, int row)
    {
        ReadOnlySpan<float> point = Points.AsSpan(row * Columns, Columns);
        double sum = 0;
        for (int j = 0; j < query.Length; j++)
        {
            double difference = (double)query[j] - point[j];
            sum += difference * difference;
        }
        return sum;
    }

    protected static int[] Counting(int count)
    {
        int[] numbers = new int[count];
        for (int i = 0; i < count; i++)
            numbers[i] = i;
        return numbers;
    }

    private Neighbors Run(NeighborQueries queries, int k, int threads, CancellationToken cancellation)
    {
        int count = queries.Rows.Length;
        var found = new Neighbors(k, new int[(long)count * k], new double[(long)count * k]);
        int[] order = Order(queries);
        int size = QueriesPerPiece;
        ParallelLoop.Run(
            (count + size - 1) / size,
            threads,
            piece =>
            {
                int start = piece * size;
                Search(queries, order.AsSpan(start, Math.Min(size, count - start)), found);
            },
            cancellation);
        return found;
    }
}
