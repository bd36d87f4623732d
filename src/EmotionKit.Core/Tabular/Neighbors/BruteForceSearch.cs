using System.Numerics;
using System.Runtime.CompilerServices;

namespace EmotionKit.Tabular;

/// <summary>Compares with every row, in blocks: |q - p|^2 = |q|^2 + |p|^2 - 2 qp of centred values in Single says which rows may be near enough, and those
/// are measured exactly.</summary>
internal sealed class BruteForceSearch : NeighborSearch
{
    private const int QueriesAtOnce = 4;
    private const int PanelsPerBlock = 32;

    // Points in panels of one vector's lanes, [panel, column, lane], rounded up.
    private readonly float[] _panels;
    private readonly double[] _means;
    private readonly float[] _norms;
    private readonly double _error;
    private readonly double _least;
    private readonly int _panelCount;

    public BruteForceSearch(float[] points, int rows, int columns)
        : base(points, rows, columns)
    {
        // Bounds the rounding of centring, norms and products, relative to |q|^2 + |p|^2.
        _error = (columns + 8) * 2.4e-7;
        // And what is lost where products are too small for Single.
        _least = columns * 1e-44;
        int lanes = Vector<float>.Count;
        _panelCount = (rows + lanes - 1) / lanes;
        _panels = new float[checked(_panelCount * lanes * columns)];
        _means = new double[columns];
        for (int row = 0; row < rows; row++)
        {
            for (int j = 0; j < columns; j++)
                _means[j] += (double)points[row * columns + j] / rows;
        }
        _norms = new float[_panelCount * lanes];
        // What is only there to fill the last panel is never near.
        Array.Fill(_norms, float.PositiveInfinity);
        FillPanels();
    }

    protected override int[] Order(NeighborQueries queries) => Counting(queries.Rows.Length);

    protected override void Search(NeighborQueries queries, ReadOnlySpan<int> places, Neighbors found)
    {
        int lanes = Vector<float>.Count;
        Span<int> counts = stackalloc int[places.Length];
        counts.Clear();
        Span<float> norms = stackalloc float[places.Length];
        Span<float> scores = stackalloc float[QueriesAtOnce * lanes];
        // The last group is filled up with zeros rather than have code of its own.
        int groups = (places.Length + QueriesAtOnce - 1) / QueriesAtOnce;
        float[] centered = new float[groups * QueriesAtOnce * Columns];
        for (int i = 0; i < places.Length; i++)
            norms[i] = Center(queries.Point(places[i], Columns), centered.AsSpan(i * Columns, Columns));
        for (int block = 0; block < _panelCount; block += PanelsPerBlock)
        {
            int end = Math.Min(block + PanelsPerBlock, _panelCount);
            for (int group = 0; group < groups; group++)
            {
                int first = group * QueriesAtOnce;
                for (int panel = block; panel < end; panel++)
                {
                    Score(centered.AsSpan(first * Columns, QueriesAtOnce * Columns), panel, scores);
                    for (int q = first; q < Math.Min(first + QueriesAtOnce, places.Length); q++)
                        Take(queries, places[q], norms[q], ref counts[q], panel, scores.Slice((q - first) * lanes, lanes), found);
                }
            }
        }
    }

    private void FillPanels()
    {
        int lanes = Vector<float>.Count;
        float[] centered = new float[Columns];
        for (int row = 0; row < Rows; row++)
        {
            _norms[row] = Center(Points.AsSpan(row * Columns, Columns), centered);
            for (int j = 0; j < Columns; j++)
                _panels[(row / lanes * Columns + j) * lanes + row % lanes] = centered[j];
        }
    }

    /// <summary>Takes the means of the rows away, so that products lose less to rounding.</summary>
    /// <returns>The squared norm of what is left.</returns>
    private float Center(ReadOnlySpan<float> point, Span<float> destination)
    {
        double norm = 0;
        for (int j = 0; j < point.Length; j++)
        {
            destination[j] = (float)(point[j] - _means[j]);
            norm += (double)destination[j] * destination[j];
        }
        return (float)norm;
    }

    /// <summary>|p|^2 - 2 qp of four queries and the points of a panel, less what rounding may have added.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Score(ReadOnlySpan<float> queries, int panel, Span<float> scores)
    {
        int lanes = Vector<float>.Count;
        ReadOnlySpan<float> points = _panels.AsSpan(panel * Columns * lanes, Columns * lanes);
        ReadOnlySpan<float> a = queries.Slice(0 * Columns, Columns);
        ReadOnlySpan<float> b = queries.Slice(1 * Columns, Columns);
        ReadOnlySpan<float> c = queries.Slice(2 * Columns, Columns);
        ReadOnlySpan<float> d = queries.Slice(3 * Columns, Columns);
        Vector<float> sumA = Vector<float>.Zero, sumB = Vector<float>.Zero, sumC = Vector<float>.Zero, sumD = Vector<float>.Zero;
        for (int j = 0; j < a.Length; j++)
        {
            var point = new Vector<float>(points[(j * lanes)..]);
            sumA += point * a[j];
            sumB += point * b[j];
            sumC += point * c[j];
            sumD += point * d[j];
        }
        Vector<float> norms = new Vector<float>(_norms.AsSpan(panel * lanes)) * (float)(1 - _error);
        (norms - 2 * sumA).CopyTo(scores);
        (norms - 2 * sumB).CopyTo(scores[lanes..]);
        (norms - 2 * sumC).CopyTo(scores[(2 * lanes)..]);
        (norms - 2 * sumD).CopyTo(scores[(3 * lanes)..]);
    }

    private void Take(
        NeighborQueries queries, int place, double norm, ref int count, int panel, ReadOnlySpan<float> scores, Neighbors found)
    {
        var list = new NearestList(found.Rows.AsSpan(place * found.K, found.K), found.SquaredDistances.AsSpan(place * found.K, found.K), count);
        // Rounded upwards: a point too many is measured, none too few.
        float limit = MathF.BitIncrement((float)(list.Bound - norm * (1 - 2 * _error) + _least));
        if (!Vector.LessThanOrEqualAny(new Vector<float>(scores), new Vector<float>(limit)))
            return;
        int first = panel * scores.Length;
        int self = queries.Self(place);
        for (int lane = 0; lane < scores.Length; lane++)
        {
            int row = first + lane;
            if (scores[lane] <= limit && row < Rows && row != self)
                list.Add(row, SquaredDistance(queries.Point(place, Columns), row));
        }
        count = list.Count;
    }
}
