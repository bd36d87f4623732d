using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EmotionKit.Tabular;

/// <summary>Divides points into the nodes of a <see cref="KdTree"/>.</summary>
internal sealed class KdTreeBuilder
{
    /// <summary>Floats of a vector.</summary>
    public const int Lanes = 8;

    private const int LeafPoints = 16;

    private readonly float[] _points;
    private readonly int _columns;

    public KdTreeBuilder(float[] points, int rows, int columns)
    {
        _points = points;
        _columns = columns;
        Order = new int[rows];
        for (int i = 0; i < rows; i++)
            Order[i] = i;
        Build(0, rows, new float[rows]);
    }

    /// <summary>Rows, those of a node next to each other.</summary>
    public int[] Order { get; }

    public List<KdNode> Nodes { get; } = [];

    /// <summary>Per node the lower and then the upper corner of its box, each filled up with zeros to whole vectors.</summary>
    public List<float> Boxes { get; } = [];

    /// <summary>Per leaf [column, point], points rounded up to whole vectors with NaN, which is never near.</summary>
    public List<float> LeafValues { get; } = [];

    private int Build(int start, int end, float[] keys)
    {
        int node = Nodes.Count;
        Nodes.Add(default);
        int box = Boxes.Count;
        int widest = AddBox(start, end);
        float spread = Boxes[box + Padded(_columns) + widest] - Boxes[box + widest];
        if (end - start <= LeafPoints || spread == 0)
        {
            // Equal points by index, so that of many only the first have to be looked at.
            if (spread == 0)
                Array.Sort(Order, start, end - start);
            Nodes[node] = new KdNode(start, end, AddLeaf(start, end), Right: 0, spread == 0);
            return node;
        }
        for (int i = start; i < end; i++)
            keys[i] = _points[Order[i] * _columns + widest];
        int middle = start + (end - start) / 2;
        Select(keys, start, end - 1, middle);
        Build(start, middle, keys);
        int right = Build(middle, end, keys);
        Nodes[node] = new KdNode(start, end, -1, right, false);
        return node;
    }

    private int AddBox(int start, int end)
    {
        int box = Boxes.Count;
        int width = Padded(_columns);
        CollectionsMarshal.SetCount(Boxes, box + 2 * width);
        CollectionsMarshal.AsSpan(Boxes)[box..].Clear();
        Span<float> lower = CollectionsMarshal.AsSpan(Boxes).Slice(box, _columns);
        Span<float> upper = CollectionsMarshal.AsSpan(Boxes).Slice(box + width, _columns);
        if (_columns >= Lanes)
            FillBox(Order.AsSpan(start..end), lower, upper);
        else
            FillNarrowBox(Order.AsSpan(start..end), lower, upper);
        int widest = 0;
        for (int j = 1; j < _columns; j++)
        {
            if (upper[j] - lower[j] > upper[widest] - lower[widest])
                widest = j;
        }
        return widest;
    }

    // The last columns' vector overlaps the one before it rather than reach into the next row.
    private void FillBox(ReadOnlySpan<int> rows, Span<float> lower, Span<float> upper)
    {
        ref float points = ref MemoryMarshal.GetArrayDataReference(_points);
        for (int column = 0; column < _columns; column += Lanes)
        {
            int first = Math.Min(column, _columns - Lanes);
            Vector256<float> least = Vector256.LoadUnsafe(ref points, (nuint)(rows[0] * _columns + first)), most = least;
            foreach (int row in rows[1..])
            {
                Vector256<float> point = Vector256.LoadUnsafe(ref points, (nuint)(row * _columns + first));
                least = Vector256.MinNative(least, point);
                most = Vector256.MaxNative(most, point);
            }
            least.CopyTo(lower[first..]);
            most.CopyTo(upper[first..]);
        }
    }

    private void FillNarrowBox(ReadOnlySpan<int> rows, Span<float> lower, Span<float> upper)
    {
        _points.AsSpan(rows[0] * _columns, _columns).CopyTo(lower);
        lower.CopyTo(upper);
        foreach (int row in rows[1..])
        {
            ReadOnlySpan<float> point = _points.AsSpan(row * _columns, _columns);
            for (int j = 0; j < point.Length; j++)
            {
                lower[j] = point[j] < lower[j] ? point[j] : lower[j];
                upper[j] = point[j] > upper[j] ? point[j] : upper[j];
            }
        }
    }

    private int AddLeaf(int start, int end)
    {
        int stride = Padded(end - start);
        int first = LeafValues.Count;
        CollectionsMarshal.SetCount(LeafValues, checked(first + stride * _columns));
        Span<float> values = CollectionsMarshal.AsSpan(LeafValues)[first..];
        values.Fill(float.NaN);
        for (int i = start; i < end; i++)
        {
            for (int j = 0; j < _columns; j++)
                values[j * stride + i - start] = _points[Order[i] * _columns + j];
        }
        return first;
    }

    /// <summary>Rounded up to whole vectors.</summary>
    public static int Padded(int count) => (count + Lanes - 1) / Lanes * Lanes;

    /// <summary>Hoare's selection: afterwards no key before <paramref name="wanted"/> is larger than its, and none behind it smaller.</summary>
    private void Select(float[] keys, int low, int high, int wanted)
    {
        while (low < high)
        {
            float a = keys[low], b = keys[(low + high) >>> 1], c = keys[high];
            float pivot = Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
            int i = low, j = high;
            while (i <= j)
            {
                while (keys[i] < pivot)
                    i++;
                while (keys[j] > pivot)
                    j--;
                if (i > j)
                    break;
                (keys[i], keys[j]) = (keys[j], keys[i]);
                (Order[i], Order[j]) = (Order[j], Order[i]);
                i++;
                j--;
            }
            if (wanted <= j)
                high = j;
            else if (wanted >= i)
                low = i;
            else
                return;
        }
    }
}
