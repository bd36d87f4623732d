namespace EmotionKit.Trees;

/// <summary>Trained trees in flat arrays, whose leaves' values are summed up.</summary>
internal sealed class TreeEnsemble
{
    private readonly byte[]?[] _categories;
    private readonly Lazy<int[]> _depths;
    private readonly Lazy<CompactScorer?> _compact;

    /// <param name="columns">Features of a row.</param>
    /// <param name="outputs">Sums.</param>
    /// <param name="leafWidth">Values of a leaf: as many as <paramref name="outputs"/>, or 1 where tree t adds to sum t % outputs.</param>
    /// <param name="roots">The first node of each tree, and the number of nodes at the end. A tree's nodes stand together, parents first.</param>
    /// <param name="nodes">Of all trees.</param>
    /// <param name="covers">The weight of the training rows in each node, above 0.</param>
    /// <param name="values">Of the leaves.</param>
    /// <param name="sets">Of the splits by categories.</param>
    /// <param name="categories">Of each column the codes of its categories in the order of their indices, or null.</param>
    public TreeEnsemble(
        int columns, int outputs, int leafWidth, int[] roots, TreeNode[] nodes, float[] covers, float[] values, CategorySet[] sets, int[]?[] categories)
    {
        Columns = columns;
        Outputs = outputs;
        LeafWidth = leafWidth;
        Roots = roots;
        Nodes = nodes;
        Covers = covers;
        Values = values;
        Sets = sets;
        Categories = categories;
        _categories = Array.ConvertAll(categories, Indices);
        HasCategories = Array.Exists(categories, c => c is not null);
        _depths = new Lazy<int[]>(() => [.. Enumerable.Range(0, Trees).Select(Depth)]);
        _compact = new Lazy<CompactScorer?>(() => CompactScorer.Of(this));
        Expected = new Lazy<double[]>(() => TreeShap.Expected(this));
    }

    public int Columns { get; }

    public int Outputs { get; }

    public int LeafWidth { get; }

    public int[] Roots { get; }

    public TreeNode[] Nodes { get; }

    public float[] Covers { get; }

    public float[] Values { get; }

    public CategorySet[] Sets { get; }

    public int[]?[] Categories { get; }

    public bool HasCategories { get; }

    public int Trees => Roots.Length - 1;

    /// <summary>Edges from the root of each tree to its deepest leaf.</summary>
    public int[] Depths => _depths.Value;

    /// <summary>The trees as scoring of many rows reads them; null where they do not fit.</summary>
    public CompactScorer? Compact => _compact.Value;

    /// <summary>Each output's sum for a row of which nothing is known.</summary>
    public Lazy<double[]> Expected { get; }

    /// <summary>Floats of a row that <see cref="Prepare"/> has written.</summary>
    public int Slots => 2 * Columns;

    public static TreeEnsemble Of(IReadOnlyList<GrownTree> trees, int columns, int outputs, int leafWidth, int[]?[]? categories = null) =>
        Of([.. trees.Select(tree => new PackedTree(tree, columns, leafWidth))], columns, outputs, leafWidth, categories);

    /// <summary>The trees are empty then.</summary>
    public static TreeEnsemble Of(PackedTree[] trees, int columns, int outputs, int leafWidth, int[]?[]? categories = null)
    {
        int[] roots = Starts(trees, tree => tree.Nodes), firstValues = Starts(trees, tree => tree.Values), firstSets = Starts(trees, tree => tree.Sets);
        float[] covers = new float[roots[^1]], values = new float[firstValues[^1]];
        var sets = new CategorySet[firstSets[^1]];
        for (int t = 0; t < trees.Length; t++)
        {
            trees[t].MoveCovers(covers.AsSpan(roots[t]));
            trees[t].MoveValues(values.AsSpan(firstValues[t]));
            trees[t].MoveSets(sets.AsSpan(firstSets[t]));
        }
        var nodes = new TreeNode[roots[^1]];
        for (int t = 0; t < trees.Length; t++)
            trees[t].CopyNodes(nodes.AsSpan(roots[t]..roots[t + 1]), roots[t], leafWidth, ref firstValues[t], ref firstSets[t]);
        return new TreeEnsemble(columns, outputs, leafWidth, roots, nodes, covers, values, sets, categories ?? new int[]?[columns]);
    }

    private static int[] Starts(PackedTree[] trees, Func<PackedTree, int> count)
    {
        int[] starts = new int[trees.Length + 1];
        for (int t = 0; t < trees.Length; t++)
            starts[t + 1] = checked(starts[t] + count(trees[t]));
        return starts;
    }

    /// <summary>Writes a row as nodes read it; see <see cref="TreeNode"/>. Categories become their index.</summary>
    /// <param name="row">As many as <see cref="Columns"/>.</param>
    /// <param name="slots">As many as <see cref="Slots"/>, <paramref name="stride"/> apart.</param>
    /// <param name="stride">Distance of two slots.</param>
    public void Prepare(ReadOnlySpan<float> row, Span<float> slots, int stride)
    {
        for (int column = 0; column < row.Length; column++)
        {
            float value = row[column];
            float low = value, high = value;
            if (float.IsNaN(value))
                (low, high) = (float.NegativeInfinity, float.PositiveInfinity);
            if (_categories[column] is { } indices)
                low = high = value >= 0 && value < indices.Length && value == MathF.Floor(value) ? indices[(int)value] : CategorySet.Missing;
            slots[column * stride] = low;
            slots[(Columns + column) * stride] = high;
        }
    }

    /// <summary>Whether a prepared row goes right.</summary>
    public bool GoesRight(in TreeNode node, ReadOnlySpan<float> slots, int stride) => node.IsCategorical
        ? !Sets[node.Value].Contains((int)slots[~node.Slot * stride])
        : slots[node.Slot * stride] > node.Threshold;

    private int Depth(int tree)
    {
        int first = Roots[tree], count = Roots[tree + 1] - first, deepest = 0;
        int[] depth = new int[count];
        for (int i = 0; i < count; i++)
        {
            ref readonly TreeNode node = ref Nodes[first + i];
            if (node.IsLeaf(first + i))
            {
                deepest = Math.Max(deepest, depth[i]);
                continue;
            }
            depth[node.Left - first] = depth[node.Left - first + 1] = depth[i] + 1;
        }
        return deepest;
    }

    private static byte[]? Indices(int[]? codes)
    {
        if (codes is null)
            return null;
        byte[] indices = new byte[codes.Length == 0 ? 0 : codes.Max() + 1];
        Array.Fill(indices, (byte)CategorySet.Missing);
        for (int i = 0; i < codes.Length; i++)
            indices[codes[i]] = (byte)i;
        return indices;
    }
}
