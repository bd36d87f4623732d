using EmotionKit.Trees;

namespace EmotionKit.Core.Tests.Trees;

public class TreeScoringTests
{
    private static readonly TreeData Data = TreeData.Make(3000);
    private static readonly float[] X = WithGaps(Data.X);

    [Theory]
    [InlineData(2, ForestSplits.Histogram)]
    [InlineData(3, ForestSplits.Histogram)]
    [InlineData(2, ForestSplits.Exact)]
    [InlineData(3, ForestSplits.Random)]
    public void Forests_score_as_rows_that_go_down_their_trees(int classes, ForestSplits splits)
    {
        int[] labels = classes == 2 ? Data.TwoClasses : Data.ThreeClasses;
        RandomForest forest = RandomForest.Fit(X, TreeData.Columns, labels, classes, new RandomForestOptions { Trees = 9, MinSamplesLeaf = 1, Splits = splits });
        AssertWalks(forest.Ensemble);
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(2, true)]
    public void Boosted_trees_score_as_rows_that_go_down_them(int classes, bool categories)
    {
        int[] labels = classes == 2 ? Data.TwoClasses : Data.ThreeClasses;
        float[] x = [.. X];
        for (int i = 3; i < x.Length; i += TreeData.Columns)
            x[i] = MathF.Floor(MathF.Abs(x[i] * 9));
        var options = new GradientBoostingOptions { Trees = 12, CategoricalColumns = categories ? [3] : [] };
        AssertWalks(GradientBoosting.Fit(x, TreeData.Columns, labels, classes, options).Ensemble);
    }

    [Theory]
    [InlineData(300)]
    [InlineData(70_000)]
    [InlineData(140_000)]
    public void More_thresholds_and_nodes_than_fit_in_small_nodes_score_alike(int thresholds)
    {
        // A comb: each split sends what is above its threshold on, each tooth is a leaf.
        var tree = new GrownTree(1);
        tree.Start(thresholds + 1);
        int open = 0;
        float[] leaf = new float[1];
        for (int i = 0; i < thresholds; i++)
        {
            int left = tree.Split(open, 0, i, missingLeft: i % 2 == 0, 1, thresholds - i);
            leaf[0] = i;
            tree.SetLeaf(left, leaf);
            open = left + 1;
        }
        leaf[0] = -1;
        tree.SetLeaf(open, leaf);
        TreeEnsemble ensemble = TreeEnsemble.Of([tree], 1, 1, 1);
        // Half of the thresholds for each way of missing values; beyond what two bytes count, rows go down the trees as they are.
        Assert.Equal(thresholds <= 2 * ushort.MaxValue, ensemble.Compact is not null);
        AssertWalks(ensemble, [.. Enumerable.Range(-1, 400).Select(i => i * (float)(thresholds / 300)), float.NaN, float.PositiveInfinity, float.NegativeInfinity]);
    }

    [Fact]
    public void Trees_that_are_no_more_than_their_root_score_its_value()
    {
        var tree = new GrownTree(2);
        tree.Start(3);
        tree.SetLeaf(0, [0.25f]);
        AssertWalks(TreeEnsemble.Of([tree, tree], 2, 1, 1), [1, 2, float.NaN, 4]);
    }

    private static void AssertWalks(TreeEnsemble ensemble) => AssertWalks(ensemble, X);

    private static unsafe void AssertWalks(TreeEnsemble ensemble, float[] x)
    {
        // Also fewer rows than go down together, and a rest of them.
        foreach (int rows in (int[])[1, 7, 8, 13, x.Length / ensemble.Columns])
        {
            int count = Math.Min(rows, x.Length / ensemble.Columns);
            double[] sums = new double[count * ensemble.Outputs], plain = new double[count * ensemble.Outputs];
            EnsembleScorer.Add(ensemble, x.AsSpan(0, count * ensemble.Columns), sums, threads: 2);
            fixed (float* from = x)
            fixed (double* to = plain)
            {
                int block = EnsembleScorer.BlockRows(ensemble);
                for (int first = 0; first < count; first += block)
                    EnsembleScorer.AddPlain(ensemble, from + first * ensemble.Columns, Math.Min(block, count - first), to + first * ensemble.Outputs);
            }
            double[] expected = new double[count * ensemble.Outputs];
            for (int row = 0; row < count; row++)
                Walk(ensemble, x.AsSpan(row * ensemble.Columns, ensemble.Columns), expected.AsSpan(row * ensemble.Outputs, ensemble.Outputs));
            Assert.Equal(expected, sums);
            Assert.Equal(expected, plain);
        }
    }

    private static void Walk(TreeEnsemble ensemble, ReadOnlySpan<float> row, Span<double> sums)
    {
        float[] slots = new float[ensemble.Slots];
        ensemble.Prepare(row, slots, 1);
        for (int tree = 0; tree < ensemble.Trees; tree++)
        {
            int index = ensemble.Roots[tree];
            while (!ensemble.Nodes[index].IsLeaf(index))
                index = ensemble.Nodes[index].Left + (ensemble.GoesRight(in ensemble.Nodes[index], slots, 1) ? 1 : 0);
            for (int k = 0; k < ensemble.LeafWidth; k++)
                sums[ensemble.LeafWidth == 1 ? tree % ensemble.Outputs : k] += ensemble.Values[ensemble.Nodes[index].Value + k];
        }
    }

    private static float[] WithGaps(float[] x)
    {
        float[] gaps = [.. x];
        for (int i = 0; i < gaps.Length; i += 11)
            gaps[i] = float.NaN;
        return gaps;
    }
}
