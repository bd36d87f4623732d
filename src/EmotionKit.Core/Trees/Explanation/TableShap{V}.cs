using System.Numerics;
using EmotionKit.Numerics.Simd;

namespace EmotionKit.Trees;

/// <summary>Explains a block of many rows by a table for each leaf: a row looks up which of the leaf's features it keeps to.</summary>
/// <typeparam name="V">Some contributions at a time.</typeparam>
internal sealed unsafe class TableShap<V>
    where V : unmanaged, ISimd<V, double>
{
    private readonly TreeEnsemble _ensemble;
    private readonly LeafTable<V> _table;
    private readonly float[] _slots;
    private readonly int[] _ways;
    private readonly double[] _contributions;
    private readonly int[] _places;
    private readonly int[] _path;
    private readonly double[] _shares;
    private int _count;
    private double* _to;

    public TableShap(TreeEnsemble ensemble, int depth)
    {
        _ensemble = ensemble;
        int features = Math.Min(depth, ensemble.Columns);
        _table = new LeafTable<V>(features, TableShap.WidthOf(ensemble));
        _slots = Pinned<float>(ensemble.Slots * TableShap.Rows);
        _ways = Pinned<int>((2 * depth + 1) * TableShap.Rows);
        _contributions = Pinned<double>(ensemble.Outputs * TableShap.Rows * _table.Width);
        _places = new int[ensemble.Columns];
        _path = Pinned<int>(features);
        _shares = Pinned<double>(features);
        Array.Fill(_places, -1);
        // Keeps to everything.
        Array.Fill(_ways, -1, 0, TableShap.Rows);
    }

    /// <param name="rows">[row, column], as many as <see cref="TableShap.Rows"/> at most.</param>
    /// <param name="count">Rows.</param>
    /// <param name="expected">Each output's sum for a row of which nothing is known.</param>
    /// <param name="contributions">[row, output, column + 1], written.</param>
    public void Run(float* rows, int count, double[] expected, Span<double> contributions)
    {
        int columns = _ensemble.Columns, outputs = _ensemble.Outputs;
        _count = count;
        Array.Clear(_contributions);
        for (int row = 0; row < count; row++)
            _ensemble.Prepare(new ReadOnlySpan<float>(rows + (nint)row * columns, columns), _slots.AsSpan(row), TableShap.Rows);
        // The arrays are pinned.
        fixed (double* to = _contributions)
        fixed (int* ways = _ways)
        {
            for (int tree = 0; tree < _ensemble.Trees; tree++)
            {
                _to = to + (nint)(tree % outputs) * TableShap.Rows * _table.Width;
                Visit(_ensemble.Roots[tree], 0, ways, 0);
            }
        }
        for (int row = 0; row < count; row++)
        {
            for (int output = 0; output < outputs; output++)
            {
                Span<double> own = contributions.Slice((row * outputs + output) * (columns + 1), columns + 1);
                _contributions.AsSpan((output * TableShap.Rows + row) * _table.Width, columns).CopyTo(own);
                own[columns] = expected[output];
            }
        }
    }

    private void Visit(int index, int level, int* ways, int features)
    {
        ref readonly TreeNode node = ref _ensemble.Nodes[index];
        if (node.IsLeaf(index))
        {
            // A tree that is no more than its root explains nothing.
            if (features > 0)
                AddLeaf(_ensemble.Values[node.Value], ways, features);
            return;
        }
        int column = node.Column(_ensemble.Columns), place = _places[column];
        bool isNew = place < 0;
        if (isNew)
        {
            place = features++;
            _places[column] = place;
            _path[place] = column;
            _shares[place] = 1;
        }
        double share = _shares[place];
        (double left, double right) = TreeShap.Shares(_ensemble, node.Left);
        fixed (int* all = _ways)
        {
            int* leftWays = all + (nint)(2 * level + 1) * TableShap.Rows, rightWays = leftWays + TableShap.Rows;
            Divide(in node, 1 << place, ways, leftWays, rightWays);
            _shares[place] = share * left;
            Visit(node.Left, level + 1, leftWays, features);
            _shares[place] = share * right;
            Visit(node.Left + 1, level + 1, rightWays, features);
        }
        _shares[place] = share;
        if (isNew)
            _places[column] = -1;
    }

    /// <summary>Takes the feature's bit from the rows that go to the other side.</summary>
    private void Divide(in TreeNode node, int bit, int* ways, int* left, int* right)
    {
        fixed (float* slots = _slots)
        {
            if (node.IsCategorical)
            {
                CategorySet set = _ensemble.Sets[node.Value];
                float* categories = slots + (nint)~node.Slot * TableShap.Rows;
                for (int row = 0; row < _count; row++)
                {
                    bool goesLeft = set.Contains((int)categories[row]);
                    left[row] = goesLeft ? ways[row] : ways[row] & ~bit;
                    right[row] = goesLeft ? ways[row] & ~bit : ways[row];
                }
                return;
            }
            float* values = slots + (nint)node.Slot * TableShap.Rows;
            var threshold = new Vector<float>(node.Threshold);
            var bits = new Vector<int>(bit);
            for (int row = 0; row < _count; row += Vector<int>.Count)
            {
                Vector<int> before = Vector.Load(ways + row), above = Vector.GreaterThan(Vector.Load(values + row), threshold);
                Vector.Store(Vector.AndNot(before, above & bits), left + row);
                Vector.Store(Vector.AndNot(before, Vector.AndNot(bits, above)), right + row);
            }
        }
    }

    private void AddLeaf(double value, int* ways, int features)
    {
        int width = _table.Width, mask = (1 << features) - 1;
        fixed (int* path = _path)
        fixed (double* shares = _shares)
        {
            double* table = _table.Fill(value, path, shares, features), to = _to;
            if (width == 2 * V.Count)
            {
                for (int row = 0; row < _count; row++, to += 2 * V.Count)
                {
                    double* from = table + (nint)((ways[row] & mask) * width);
                    V.Store(V.Load(to) + V.Load(from), to);
                    V.Store(V.Load(to + V.Count) + V.Load(from + V.Count), to + V.Count);
                }
                return;
            }
            for (int row = 0; row < _count; row++, to += width)
            {
                double* from = table + (nint)((ways[row] & mask) * width);
                for (int i = 0; i < width; i += V.Count)
                    V.Store(V.Load(to + i) + V.Load(from + i), to + i);
            }
        }
    }

    private static T[] Pinned<T>(int length) => GC.AllocateArray<T>(length, pinned: true);
}
