using System.Collections;

namespace EmotionKit.Trees;

/// <summary>A grown tree that waits for the others, in about half the memory that it will have in the ensemble.</summary>
/// <remarks>A forest may be many times larger than the rows that it learns from: its parts are handed over one after the other and let go of, so that
/// it is never held twice.</remarks>
internal sealed class PackedTree
{
    private readonly int _columns;
    private readonly BitArray _isLeaf;
    private readonly int[] _lefts;

    // Two bytes where they are enough.
    private readonly short[] _shortSlots = [];
    private readonly int[] _slots = [];
    private readonly float[] _thresholds;
    private float[] _covers;
    private float[] _values;
    private CategorySet[] _sets;

    /// <param name="tree">Copied.</param>
    /// <param name="columns">Features of a row.</param>
    /// <param name="leafWidth">Values of a leaf.</param>
    public PackedTree(GrownTree tree, int columns, int leafWidth)
    {
        ReadOnlySpan<TreeNode> nodes = tree.Nodes;
        _columns = columns;
        _isLeaf = new BitArray(nodes.Length);
        // Of two children each, all nodes but the root are one.
        int splits = nodes.Length / 2;
        (_lefts, _thresholds) = (new int[splits], new float[splits]);
        if (2 * columns <= short.MaxValue)
            _shortSlots = new short[splits];
        else
            _slots = new int[splits];
        _covers = [.. tree.Covers];
        _values = new float[(nodes.Length - splits) * leafWidth];
        _sets = new CategorySet[tree.Sets.Length];
        int split = 0, leaf = 0, set = 0;
        for (int i = 0; i < nodes.Length; i++)
        {
            TreeNode node = nodes[i];
            if (node.IsLeaf(i))
            {
                _isLeaf[i] = true;
                tree.Values.Slice(node.Value, leafWidth).CopyTo(_values.AsSpan(leafWidth * leaf++));
                continue;
            }
            if (node.IsCategorical)
                _sets[set++] = tree.Sets[node.Value];
            (_lefts[split], _thresholds[split]) = (node.Left, node.Threshold);
            if (_slots.Length == 0)
                _shortSlots[split] = (short)node.Slot;
            else
                _slots[split] = node.Slot;
            split++;
        }
    }

    public int Nodes => _isLeaf.Length;

    public int Values => _values.Length;

    public int Sets => _sets.Length;

    /// <summary>Writes the covers of the nodes; they are gone from here then.</summary>
    public void MoveCovers(Span<float> to) => Move(ref _covers, to);

    /// <summary>Writes the values of the leaves, in the order of the nodes; they are gone from here then.</summary>
    public void MoveValues(Span<float> to) => Move(ref _values, to);

    /// <summary>Writes the sets of categories, in the order of the nodes; they are gone from here then.</summary>
    public void MoveSets(Span<CategorySet> to) => Move(ref _sets, to);

    /// <summary>Writes the nodes as those of an ensemble.</summary>
    /// <param name="to">As many as there are.</param>
    /// <param name="root">The index of the first node there.</param>
    /// <param name="leafWidth">Values of a leaf.</param>
    /// <param name="value">The index of the first value there; that after the last one in return.</param>
    /// <param name="set">The index of the first set there; that after the last one in return.</param>
    public void CopyNodes(Span<TreeNode> to, int root, int leafWidth, ref int value, ref int set)
    {
        int split = 0;
        for (int i = 0; i < to.Length; i++)
        {
            if (_isLeaf[i])
            {
                to[i] = TreeNode.Leaf(root + i, value);
                value += leafWidth;
                continue;
            }
            int slot = _slots.Length == 0 ? _shortSlots[split] : _slots[split], left = root + _lefts[split];
            to[i] = slot < 0
                ? TreeNode.Categorical(left, ~slot, set++)
                : TreeNode.Numeric(left, slot < _columns ? slot : slot - _columns, _thresholds[split], slot < _columns, _columns);
            split++;
        }
    }

    private static void Move<T>(ref T[] from, Span<T> to)
    {
        from.CopyTo(to);
        from = [];
    }
}
