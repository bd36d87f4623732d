using System.Numerics;
using System.Runtime.InteropServices;

namespace EmotionKit.Tabular;

/// <summary>A k-d tree (Bentley 1975) with tight boxes: each node halves its points at the median of the column in which they spread most.</summary>
internal sealed class KdTree : NeighborSearch
{
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

    // Neighbouring leaves one after the other, so that what one query read serves the next.
    protected override int[] Order(NeighborQueries queries)
    {
        int[] order = Counting(queries.Rows.Length);
        if (queries.AreOwnRows)
            Array.Sort(Array.ConvertAll(queries.Rows, row => _placeOfRow[row]), order);
        return order;
    }

    protected override void Search(NeighborQueries queries, ReadOnlySpan<int> places, Neighbors found)
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
    private double Limit(double bound) => bound * _slack + _least;

    /// <summary>The squared distance to the nearest point of a node's box.</summary>
    private float ToBox(int node, ReadOnlySpan<float> query)
    {
        ref float lower = ref _boxes[node * 2 * query.Length];
        ref float values = ref MemoryMarshal.GetReference(query);
        Vector<float> sum = Vector<float>.Zero;
        for (int j = 0; j < query.Length; j += Vector<float>.Count)
        {
            Vector<float> value = Vector.LoadUnsafe(ref values, (nuint)j);
            Vector<float> below = Vector.LoadUnsafe(ref lower, (nuint)j) - value;
            Vector<float> above = value - Vector.LoadUnsafe(ref lower, (nuint)(query.Length + j));
            Vector<float> outside = Vector.Max(Vector<float>.Zero, Vector.Max(below, above));
            sum += outside * outside;
        }
        return Vector.Sum(sum);
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

    private void ScanLeaf(in KdNode leaf, ReadOnlySpan<float> query, int self, int k, ref NearestList list)
    {
        int stride = KdTreeBuilder.Padded(leaf.End - leaf.Start);
        // Of equal points the first suffice, and one more if the query is among them.
        int scanned = leaf.AllEqual ? Math.Min(stride, KdTreeBuilder.Padded(k + 1)) : stride;
        ref float values = ref _leafValues[leaf.Leaf];
        Span<float> distances = stackalloc float[Vector<float>.Count];
        for (int first = 0; first < scanned; first += Vector<float>.Count)
        {
            Vector<float> sum = Vector<float>.Zero;
            for (int j = 0; j < Columns; j++)
            {
                Vector<float> difference = Vector.LoadUnsafe(ref values, (nuint)(j * stride + first)) - new Vector<float>(query[j]);
                sum = Vector.MultiplyAddEstimate(difference, difference, sum);
            }
            float limit = (float)Limit(list.Bound);
            if (!Vector.LessThanOrEqualAny(sum, new Vector<float>(limit)))
                continue;
            sum.CopyTo(distances);
            for (int lane = 0; lane < distances.Length; lane++)
            {
                if (!(distances[lane] <= limit))
                    continue;
                int row = _order[leaf.Start + first + lane];
                if (row != self)
                    list.Add(row, SquaredDistance(query[..Columns], row));
            }
        }
    }
}
