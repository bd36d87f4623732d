using EmotionKit.Trees;

namespace EmotionKit.Onnx;

/// <summary>Writes trees as the operator TreeEnsembleRegressor of <c>ai.onnx.ml</c>.</summary>
internal static class TreeEnsembleExport
{
    /// <summary>Adds the sums of the leaves' values, (batch, outputs). Missing values (NaN) go where training sent them.</summary>
    /// <param name="writer">The graph.</param>
    /// <param name="ensemble">The trees.</param>
    /// <param name="rows">Single, (batch, columns).</param>
    /// <exception cref="NotSupportedException">A tree splits by categories, for which the operator has no node.</exception>
    public static string Sums(OnnxGraphWriter writer, TreeEnsemble ensemble, string rows)
    {
        if (ensemble.HasCategories)
            throw new NotSupportedException("trees that split by categories cannot be written as ONNX; encode the categories as numbers first (EncodeCategories).");
        int count = ensemble.Nodes.Length;
        long[] trees = new long[count], ids = new long[count], features = new long[count], left = new long[count], right = new long[count], missing = new long[count];
        float[] thresholds = new float[count];
        string[] modes = new string[count];
        List<long> leafTrees = [], leafIds = [], targets = [];
        List<float> weights = [];
        for (int tree = 0; tree < ensemble.Trees; tree++)
        {
            int first = ensemble.Roots[tree];
            for (int i = first; i < ensemble.Roots[tree + 1]; i++)
            {
                ref readonly TreeNode node = ref ensemble.Nodes[i];
                (trees[i], ids[i]) = (tree, i - first);
                bool isLeaf = node.IsLeaf(i);
                modes[i] = isLeaf ? "LEAF" : "BRANCH_LEQ";
                if (!isLeaf)
                {
                    features[i] = node.Column(ensemble.Columns);
                    thresholds[i] = node.Threshold;
                    (left[i], right[i]) = (node.Left - first, node.Left - first + 1);
                    missing[i] = node.MissingLeft(ensemble.Columns) ? 1 : 0;
                    continue;
                }
                for (int k = 0; k < ensemble.LeafWidth; k++)
                {
                    leafTrees.Add(tree);
                    leafIds.Add(i - first);
                    targets.Add(ensemble.LeafWidth == 1 ? tree % ensemble.Outputs : k);
                    weights.Add(ensemble.Values[node.Value + k]);
                }
            }
        }
        return writer.MLNode(
            "TreeEnsembleRegressor", [rows],
            OnnxAttribute.Int("n_targets", ensemble.Outputs), OnnxAttribute.Text("aggregate_function", "SUM"), OnnxAttribute.Text("post_transform", "NONE"),
            OnnxAttribute.Ints("nodes_treeids", trees), OnnxAttribute.Ints("nodes_nodeids", ids), OnnxAttribute.Ints("nodes_featureids", features),
            OnnxAttribute.Texts("nodes_modes", modes), OnnxAttribute.Floats("nodes_values", thresholds),
            OnnxAttribute.Ints("nodes_truenodeids", left), OnnxAttribute.Ints("nodes_falsenodeids", right),
            OnnxAttribute.Ints("nodes_missing_value_tracks_true", missing),
            OnnxAttribute.Ints("target_treeids", [.. leafTrees]), OnnxAttribute.Ints("target_nodeids", [.. leafIds]),
            OnnxAttribute.Ints("target_ids", [.. targets]), OnnxAttribute.Floats("target_weights", [.. weights]));
    }
}
