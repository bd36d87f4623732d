namespace EmotionKit.Trees;

/// <summary>Checks what was read: every index in bounds, every node with one parent, so that going down always ends.</summary>
internal static class EnsembleCheck
{
    /// <exception cref="InvalidDataException">Something does not hold.</exception>
    public static void Run(TreeEnsemble ensemble)
    {
        Require(Array.TrueForAll(ensemble.Values, float.IsFinite), "expected finite leaf values");
        Require(Array.TrueForAll(ensemble.Covers, cover => cover > 0 && float.IsFinite(cover)), "expected covers above 0");
        for (int tree = 0; tree < ensemble.Trees; tree++)
            RunTree(ensemble, tree);
    }

    private static void RunTree(TreeEnsemble ensemble, int tree)
    {
        int first = ensemble.Roots[tree], end = ensemble.Roots[tree + 1];
        short[] depth = new short[end - first];
        Array.Fill(depth, (short)-1);
        depth[0] = 0;
        for (int i = first; i < end; i++)
        {
            ref TreeNode node = ref ensemble.Nodes[i];
            Require(depth[i - first] >= 0, $"tree {tree}: node {i - first} has no parent before it");
            if (node.IsLeaf(i))
            {
                Require(node.Value >= 0 && node.Value <= ensemble.Values.Length - ensemble.LeafWidth, $"tree {tree}: node {i - first}: its value is out of bounds");
                node = TreeNode.Leaf(i, node.Value);
                continue;
            }
            Require(node.Left > i && node.Left < end - 1, $"tree {tree}: node {i - first}: its children are out of bounds");
            int left = node.Left - first;
            Require(depth[left] < 0 && depth[left + 1] < 0, $"tree {tree}: node {left} has two parents");
            Require(depth[i - first] < TreeLimits.Depth, $"tree {tree} is deeper than {TreeLimits.Depth}");
            depth[left] = depth[left + 1] = (short)(depth[i - first] + 1);
            CheckSplit(ensemble, in node, $"tree {tree}: node {i - first}");
        }
    }

    private static void CheckSplit(TreeEnsemble ensemble, in TreeNode node, string where)
    {
        bool inBounds = node.IsCategorical ? ~node.Slot < ensemble.Columns : node.Slot < 2 * ensemble.Columns;
        Require(inBounds, $"{where}: its column is out of bounds");
        bool isCategory = ensemble.Categories[node.Column(ensemble.Columns)] is not null;
        Require(isCategory == node.IsCategorical, $"{where}: its split does not fit its column");
        if (node.IsCategorical)
            Require((uint)node.Value < (uint)ensemble.Sets.Length, $"{where}: its set is out of bounds");
        else
            Require(float.IsFinite(node.Threshold), $"{where}: expected a finite threshold");
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
            throw new InvalidDataException($"Model of trees: {otherwise}; the file is damaged.");
    }
}
