using System.Runtime.InteropServices;

namespace EmotionKit.Trees;

/// <summary>A tree while it grows; indices are its own.</summary>
internal sealed class GrownTree(int columns)
{
    private readonly List<TreeNode> _nodes = [];
    private readonly List<float> _covers = [];
    private readonly List<float> _values = [];
    private readonly List<CategorySet> _sets = [];

    public ReadOnlySpan<TreeNode> Nodes => CollectionsMarshal.AsSpan(_nodes);

    /// <summary>The weight of the training rows in each node.</summary>
    public ReadOnlySpan<float> Covers => CollectionsMarshal.AsSpan(_covers);

    public Span<float> Values => CollectionsMarshal.AsSpan(_values);

    public ReadOnlySpan<CategorySet> Sets => CollectionsMarshal.AsSpan(_sets);

    /// <summary>Adds the root.</summary>
    public void Start(double cover) => AddLeaf(cover);

    /// <summary>Gives a node two children; the left one's index is returned, the right one's is one more.</summary>
    public int Split(int node, int column, float threshold, bool missingLeft, double leftCover, double rightCover)
    {
        int left = AddLeaf(leftCover);
        AddLeaf(rightCover);
        _nodes[node] = TreeNode.Numeric(left, column, threshold, missingLeft, columns);
        return left;
    }

    /// <inheritdoc cref="Split(int, int, float, bool, double, double)"/>
    public int Split(int node, int column, CategorySet leftSet, double leftCover, double rightCover)
    {
        int left = AddLeaf(leftCover);
        AddLeaf(rightCover);
        _nodes[node] = TreeNode.Categorical(left, column, _sets.Count);
        _sets.Add(leftSet);
        return left;
    }

    public void SetLeaf(int node, ReadOnlySpan<float> values)
    {
        _nodes[node] = TreeNode.Leaf(node, _values.Count);
        _values.AddRange(values);
    }

    private int AddLeaf(double cover)
    {
        _nodes.Add(TreeNode.Leaf(_nodes.Count, 0));
        _covers.Add((float)cover);
        return _nodes.Count - 1;
    }
}
