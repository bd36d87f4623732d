using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EmotionKit.Tabular;

/// <summary>A k-d tree (Bentley 1975) with tight boxes: each node halves its points at the median of the column in which they spread most.</summary>
internal sealed class KdTree : NeighborSearch
{
    private const int Lanes = KdTreeBuilder.Lanes;

    private readonly int[] _order;
    private readonly int[] _placeOfRow;
    private readonly KdNode[] _nodes;
    private readonly float[] _boxes;
    private readonly float[] _leafValues;
    private readonly double _slack;
    private readonly double _least;

    public KdTree(float[] points, int rows, int columns)
        : base(points, rows, columns)
    {
        // What a sum of squares of Single may lie above the true one, relatively, and where squares are too small for Single.
        _slack = 1 + (columns + 8) * 1.2e-7;
        _least = columns * 3e-45;
        var builder = new KdTreeBuilder(points, rows, columns);
        _order = builder.Order;
        _nodes = [.. builder.Nodes];
        _boxes = [.. builder.Boxes];
        _leafValues = [.. builder.LeafValues];
        _placeOfRow = new int[rows];
        for (int i = 0; i < rows; i++)
            _placeOfRow[_order[i]] = i;
    }

    public KdNode[] Nodes => _nodes;

    /// <summary>As <see cref="KdTreeBuilder.Boxes"/>.</summary>
    public float[] Boxes => _boxes;

    // Few leaves have their queries in two pieces.
    protected override int QueriesPerPiece => 256;

    // Neighbouring leaves one after the other, so that what one query read serves the next.
    protected override int[] Order(NeighborQueries queries)
    {
        if (queries.AreOwnRows && IsCounting(queries.Rows))
            return _order;
        int[] order = Counting(queries.Rows.Length);
        if (queries.AreOwnRows)
            Array.Sort(Array.ConvertAll(queries.Rows, row => _placeOfRow[row]), order);
        return order;
    }

    protected override void Search(NeighborQueries queries, ReadOnlySpan<int> places, Neighbors found)
    {
        if (queries.AreOwnRows)
            SearchOwn(queries, places, found);
        else
            SearchOthers(queries, places, found);
    }

    private void SearchOwn(NeighborQueries queries, ReadOnlySpan<int> places, Neighbors found)
    {
        var group = new KdGroupSearch(this, queries, found);
        for (int start = 0, end; start < places.Length; start = end)
        {
            int leaf = LeafOf(_placeOfRow[queries.Rows[places[start]]]);
            for (end = start + 1; end < Math.Min(places.Length, start + KdGroupSearch.Size); end++)
            {
                if (_placeOfRow[queries.Rows[places[end]]] >= _nodes[leaf].End)
                    break;
            }
            group.Run(places[start..end], leaf);
        }
    }

    private void SearchOthers(NeighborQueries queries, ReadOnlySpan<int> places, Neighbors found)
    {
        // Filled up with zeros to whole vectors, as the boxes are.
        float[] padded = new float[KdTreeBuilder.Padded(Columns)];
        foreach (int place in places)
        {
            ReadOnlySpan<float> point = queries.Point(place, Columns);
            point.CopyTo(padded);
            var list = new NearestList(found.Rows.AsSpan(place * found.K, found.K), found.SquaredDistances.AsSpan(place * found.K, found.K));
            Visit(0, padded, queries.Self(place), found.K, ref list);
        }
    }

    private bool IsCounting(int[] rows)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            if (rows[i] != i)
                return false;
        }
        return rows.Length == Rows;
    }

    private int LeafOf(int place)
    {
        int node = 0;
        while (_nodes[node].Leaf < 0)
        {
            int right = _nodes[node].Right;
            node = place < _nodes[right].Start ? node + 1 : right;
        }
        return node;
    }

    private void Visit(int node, ReadOnlySpan<float> query, int self, int k, ref NearestList list)
    {
        KdNode[] nodes = _nodes;
        while (nodes[node].Leaf < 0)
        {
            int left = node + 1, right = nodes[node].Right;
            float toLeft = ToBox(left, query), toRight = ToBox(right, query);
            (int near, int far, float toFar) = toLeft <= toRight ? (left, right, toRight) : (right, left, toLeft);
            Visit(near, query, self, k, ref list);
            if (IsTooFar(far, toFar, query, list.Bound))
                return;
            node = far;
        }
        ScanLeaf(nodes[node], query, self, k, ref list);
    }

    // What is exactly as far as the last neighbour may still have the lower index, and Single may have rounded up.
    private bool IsTooFar(int node, float distance, ReadOnlySpan<float> query, double bound) =>
        float.IsFinite(distance) ? distance > Limit(bound) : ToBoxExactly(node, query) > bound;

    /// <summary>What a sum of squares of Single may be where the true one is a bound.</summary>
    public double Limit(double bound) => bound * _slack + _least;

    /// <summary>The squared distance to the nearest point of a node's box.</summary>
    private float ToBox(int node, ReadOnlySpan<float> query)
    {
        ref float lower = ref _boxes[node * 2 * query.Length];
        ref float values = ref MemoryMarshal.GetReference(query);
        Vector256<float> sum = Vector256<float>.Zero;
        for (int j = 0; j < query.Length; j += Lanes)
        {
            Vector256<float> value = Vector256.LoadUnsafe(ref values, (nuint)j);
            Vector256<float> below = Vector256.LoadUnsafe(ref lower, (nuint)j) - value;
            Vector256<float> above = value - Vector256.LoadUnsafe(ref lower, (nuint)(query.Length + j));
            Vector256<float> outside = Vector256.MaxNative(Vector256<float>.Zero, Vector256.MaxNative(below, above));
            sum += outside * outside;
        }
        return Vector256.Sum(sum);
    }

    /// <summary>The same in double precision, summed as <see cref="NeighborSearch.SquaredDistance"/> sums, so that rounding cannot put it above that
    /// of a point inside.</summary>
    private double ToBoxExactly(int node, ReadOnlySpan<float> query)
    {
        ReadOnlySpan<float> box = _boxes.AsSpan(node * 2 * query.Length, 2 * query.Length);
        double sum = 0;
        for (int j = 0; j < Columns; j++)
        {
            double outside = Math.Max(0, Math.Max((double)box[j] - query[j], (double)query[j] - box[query.Length + j]));
            sum += outside * outside;
        }
        return sum;
    }

    /// <summary>Adds the points of a leaf that are near enough.</summary>
    /// <param name="leaf">The leaf.</param>
    /// <param name="query">The point, filled up to whole vectors.</param>
    /// <param name="self">The row that is not to be found, or -1.</param>
    /// <param name="k">How many are searched.</param>
    /// <param name="list">The nearest so far.</param>
    public void ScanLeaf(in KdNode leaf, ReadOnlySpan<float> query, int self, int k, ref NearestList list)
    {
        int stride = KdTreeBuilder.Padded(leaf.End - leaf.Start);
        // Of equal points the first suffice, and one more if the query is among them.
        int scanned = leaf.AllEqual ? Math.Min(stride, KdTreeBuilder.Padded(k + 1)) : stride;
        ref float values = ref _leafValues[leaf.Leaf];
        for (int first = 0; first < scanned; first += 2 * Lanes)
        {
            bool isPair = first + Lanes < scanned;
            Vector256<float> a = Vector256<float>.Zero, b = Vector256<float>.Zero;
            for (int j = 0; j < Columns; j++)
            {
                Vector256<float> value = Vector256.Create(query[j]);
                Vector256<float> difference = Vector256.LoadUnsafe(ref values, (nuint)(j * stride + first)) - value;
                a = Vector256.MultiplyAddEstimate(difference, difference, a);
                if (!isPair)
                    continue;
                difference = Vector256.LoadUnsafe(ref values, (nuint)(j * stride + first + Lanes)) - value;
                b = Vector256.MultiplyAddEstimate(difference, difference, b);
            }
            if (!isPair)
                b = Vector256.Create(float.NaN);
            var limit = Vector256.Create((float)Limit(list.Bound));
            uint near = Bits(Vector256.LessThanOrEqual(a, limit), Vector256.LessThanOrEqual(b, limit));
            // While any point is near enough, what is further than k of these is not worth measuring.
            if (list.Count < k && near != 0)
                near &= Nearest(a, b, self < 0 ? -1 : _placeOfRow[self] - leaf.Start - first, k);
            for (; near != 0; near &= near - 1)
            {
                int row = _order[leaf.Start + first + BitOperations.TrailingZeroCount(near)];
                if (row != self)
                    list.Add(row, SquaredDistance(query[..Columns], row));
            }
        }
    }

    /// <summary>Which of 16 points may be among the k nearest of them: those that fewer than k are certainly nearer than.</summary>
    /// <param name="a">Squared distances of Single.</param>
    /// <param name="b">More of them; NaN where there is no point.</param>
    /// <param name="self">The point that does not count, by its number, if it is one of them.</param>
    /// <param name="k">How many are searched.</param>
    private uint Nearest(Vector256<float> a, Vector256<float> b, int self, int k)
    {
        Span<float> distances = stackalloc float[2 * Lanes];
        // Both sides of a comparison may be off by the slack.
        Vector256<float> factor = Vector256.Create((float)(1 + 4 * (_slack - 1))), least = Vector256.Create((float)(4 * _least));
        (a * factor + least).CopyTo(distances);
        (b * factor + least).CopyTo(distances[Lanes..]);
        Vector256<int> nearerA = Vector256<int>.Zero, nearerB = Vector256<int>.Zero;
        for (int i = 0; i < distances.Length; i++)
        {
            if (i == self)
                continue;
            Vector256<float> other = Vector256.Create(distances[i]);
            nearerA -= Vector256.GreaterThan(a, other).AsInt32();
            nearerB -= Vector256.GreaterThan(b, other).AsInt32();
        }
        var limit = Vector256.Create(k);
        return Bits(Vector256.LessThan(nearerA, limit).AsSingle(), Vector256.LessThan(nearerB, limit).AsSingle());
    }

    private static uint Bits(Vector256<float> a, Vector256<float> b) => a.ExtractMostSignificantBits() | b.ExtractMostSignificantBits() << Lanes;
}
