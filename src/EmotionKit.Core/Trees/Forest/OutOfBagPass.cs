namespace EmotionKit.Trees;

/// <summary>Predicts every row by the trees that did not draw it.</summary>
internal static unsafe class OutOfBagPass
{
    private const int Chunk = 4096;

    public static OutOfBagPredictions Run(
        TreeEnsemble ensemble, ForestData data, RandomForestOptions options, int threads, CancellationToken cancellation)
    {
        int width = ensemble.Outputs;
        double[] sums = new double[(long)data.Rows * width];
        int[] voters = new int[data.Rows], counts = new int[data.Rows];
        for (int t = 0; t < ensemble.Trees; t++)
        {
            int tree = t;
            var random = DeterministicRandom.For(options.Seed, tree);
            ForestSample.Draw(ref random, counts, options.RowFraction);
            ParallelLoop.Run((data.Rows + Chunk - 1) / Chunk, threads, chunk =>
            {
                int last = Math.Min(data.Rows, (chunk + 1) * Chunk);
                for (int row = chunk * Chunk; row < last; row++)
                {
                    if (counts[row] > 0)
                        continue;
                    voters[row]++;
                    int value = ensemble.Nodes[Leaf(ensemble, tree, data.Values + (nint)row * data.Columns)].Value;
                    for (int k = 0; k < width; k++)
                        sums[(long)row * width + k] += ensemble.Values[value + k];
                }
            }, cancellation);
        }
        return Summarise(sums, voters, data, width);
    }

    private static int Leaf(TreeEnsemble ensemble, int tree, float* x)
    {
        int index = ensemble.Roots[tree];
        while (true)
        {
            ref readonly TreeNode node = ref ensemble.Nodes[index];
            if (node.IsLeaf(index))
                return index;
            float value = x[node.Column(ensemble.Columns)];
            bool right = float.IsNaN(value) ? !node.MissingLeft(ensemble.Columns) : value > node.Threshold;
            index = node.Left + (right ? 1 : 0);
        }
    }

    private static OutOfBagPredictions Summarise(double[] sums, int[] voters, ForestData data, int width)
    {
        float[] probabilities = new float[(long)data.Rows * data.Classes];
        int rows = 0, right = 0;
        for (int row = 0; row < data.Rows; row++)
        {
            Span<float> to = probabilities.AsSpan(row * data.Classes, data.Classes);
            RandomForest.Average(sums.AsSpan(row * width, width), voters[row], to);
            if (voters[row] == 0)
                continue;
            rows++;
            int best = 0;
            for (int k = 1; k < to.Length; k++)
                best = to[k] > to[best] ? k : best;
            right += best == data.LabelOf[row] ? 1 : 0;
        }
        return new OutOfBagPredictions(probabilities, rows, (double)right / rows);
    }
}
