using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EmotionKit.Tabular;

/// <summary>Searches a <see cref="KdTree"/> for several of its own points that lie in one leaf: what is too far from all of them is left out once, not
/// once for each (dual-tree search with the leaves as query nodes; Gray and Moore 2000).</summary>
/// <remarks>Used by one thread. Which points are searched together does not change what is found.</remarks>
internal sealed class KdGroupSearch
{
    /// <summary>Queries at once, at most.</summary>
    public const int Size = 16;

    // Every level halves the points, and leaves one node for later.
    private const int Levels = 32;

    private readonly KdTree _tree;
    private readonly NeighborQueries _queries;
    private readonly Neighbors _found;
    private readonly int _width;

    // [query, column], filled up with zeros to whole vectors, and [column, query].
    private readonly float[] _points;
    private readonly float[] _lanes;
    private readonly float[] _box;

    // By query: what a sum of squares of Single may be at most; below 0 where there is no query.
    private readonly float[] _limits = new float[Size];
    private readonly int[] _counts = new int[Size];
    private readonly (int Node, float Distance)[] _open = new (int, float)[Levels];
    private float _largestLimit;

    public KdGroupSearch(KdTree tree, NeighborQueries queries, Neighbors found)
    {
        _tree = tree;
        _queries = queries;
        _found = found;
        _width = KdTreeBuilder.Padded(tree.Columns);
        _points = new float[Size * _width];
        _lanes = new float[Size * tree.Columns];
        _box = new float[2 * _width];
    }

    /// <param name="places">Places of the queries, at most <see cref="Size"/>.</param>
    /// <param name="leaf">The leaf that all of them lie in.</param>
    public void Run(ReadOnlySpan<int> places, int leaf)
    {
        Load(places);
        Scan(leaf, places);
        int open = 0;
        _open[open++] = (0, 0);
        while (open > 0)
        {
            (int node, float distance) = _open[--open];
            while (!IsTooFar(node, distance, places))
            {
                if (_tree.Nodes[node].Leaf >= 0)
                {
                    if (node != leaf)
                        Scan(node, places);
                    break;
                }
                int left = node + 1, right = _tree.Nodes[node].Right;
                float toLeft = ToBox(left), toRight = ToBox(right);
                (node, distance, int far, float toFar) = toLeft <= toRight ? (left, toLeft, right, toRight) : (right, toRight, left, toLeft);
                _open[open++] = (far, toFar);
            }
        }
    }

    private void Load(ReadOnlySpan<int> places)
    {
        int columns = _tree.Columns;
        for (int i = 0; i < Size; i++)
        {
            ReadOnlySpan<float> point = _queries.Point(places[i < places.Length ? i : 0], columns);
            point.CopyTo(_points.AsSpan(i * _width));
            for (int j = 0; j < columns; j++)
                _lanes[j * Size + i] = point[j];
            _limits[i] = i < places.Length ? float.PositiveInfinity : -1;
            _counts[i] = 0;
        }
        _largestLimit = float.PositiveInfinity;
        for (int j = 0; j < columns; j++)
        {
            ReadOnlySpan<float> lanes = _lanes.AsSpan(j * Size, Size);
            float lower = lanes[0], upper = lanes[0];
            foreach (float value in lanes)
            {
                lower = value < lower ? value : lower;
                upper = value > upper ? value : upper;
            }
            (_box[j], _box[_width + j]) = (lower, upper);
        }
    }

    /// <summary>Looks at the points of a leaf for each query that its box is near enough to.</summary>
    private void Scan(int leaf, ReadOnlySpan<int> places)
    {
        for (int first = 0; first < places.Length; first += KdTreeBuilder.Lanes)
        {
            uint near = Vector256.LessThanOrEqual(ToBox(leaf, first), Vector256.Create<float>(_limits.AsSpan(first))).ExtractMostSignificantBits();
            for (; near != 0; near &= near - 1)
            {
                int query = first + BitOperations.TrailingZeroCount(near);
                Scan(leaf, query, places[query]);
            }
        }
        float largest = -1;
        for (int i = 0; i < places.Length; i++)
            largest = _limits[i] > largest ? _limits[i] : largest;
        _largestLimit = largest;
    }

    private void Scan(int leaf, int query, int place)
    {
        int k = _found.K;
        var list = new NearestList(_found.Rows.AsSpan(place * k, k), _found.SquaredDistances.AsSpan(place * k, k), _counts[query]);
        _tree.ScanLeaf(in _tree.Nodes[leaf], _points.AsSpan(query * _width, _width), _queries.Self(place), k, ref list);
        _counts[query] = list.Count;
        _limits[query] = (float)_tree.Limit(list.Bound);
    }

    // Where Single overflows, double precision tells boxes apart; see KdTree.
    private bool IsTooFar(int node, float distance, ReadOnlySpan<int> places) =>
        float.IsFinite(distance) ? distance > _largestLimit : ToBoxExactly(node) > LargestBound(places);

    /// <summary>The squared distance of the box of all queries to that of a node.</summary>
    private float ToBox(int node)
    {
        ref float other = ref _tree.Boxes[node * 2 * _width];
        ref float own = ref MemoryMarshal.GetArrayDataReference(_box);
        Vector256<float> sum = Vector256<float>.Zero;
        for (int j = 0; j < _width; j += KdTreeBuilder.Lanes)
        {
            Vector256<float> below = Vector256.LoadUnsafe(ref other, (nuint)j) - Vector256.LoadUnsafe(ref own, (nuint)(_width + j));
            Vector256<float> above = Vector256.LoadUnsafe(ref own, (nuint)j) - Vector256.LoadUnsafe(ref other, (nuint)(_width + j));
            Vector256<float> outside = Vector256.MaxNative(Vector256<float>.Zero, Vector256.MaxNative(below, above));
            sum += outside * outside;
        }
        return Vector256.Sum(sum);
    }

    /// <summary>The squared distances of some queries to the box of a node.</summary>
    private Vector256<float> ToBox(int node, int firstQuery)
    {
        ref float box = ref _tree.Boxes[node * 2 * _width];
        ref float lanes = ref _lanes[firstQuery];
        Vector256<float> sum = Vector256<float>.Zero;
        for (int j = 0; j < _tree.Columns; j++)
        {
            Vector256<float> value = Vector256.LoadUnsafe(ref lanes, (nuint)(j * Size));
            Vector256<float> below = Vector256.Create(Unsafe.Add(ref box, j)) - value;
            Vector256<float> above = value - Vector256.Create(Unsafe.Add(ref box, _width + j));
            Vector256<float> outside = Vector256.MaxNative(Vector256<float>.Zero, Vector256.MaxNative(below, above));
            sum += outside * outside;
        }
        return sum;
    }

    private double ToBoxExactly(int node)
    {
        ReadOnlySpan<float> other = _tree.Boxes.AsSpan(node * 2 * _width, 2 * _width);
        double sum = 0;
        for (int j = 0; j < _tree.Columns; j++)
        {
            double outside = Math.Max(0, Math.Max((double)other[j] - _box[_width + j], (double)_box[j] - other[_width + j]));
            sum += outside * outside;
        }
        return sum;
    }

    private double LargestBound(ReadOnlySpan<int> places)
    {
        double largest = 0;
        for (int i = 0; i < places.Length; i++)
            largest = Math.Max(largest, _counts[i] < _found.K ? double.PositiveInfinity : _found.SquaredDistances[(places[i] + 1) * _found.K - 1]);
        return largest;
    }
}
