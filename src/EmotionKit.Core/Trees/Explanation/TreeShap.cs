using EmotionKit.Numerics.Simd;

namespace EmotionKit.Trees;

/// <summary>
/// Exact Shapley values of the features of a row, path-dependent (Lundberg, Erion and Lee 2018): a feature that is not known sends a row both ways, in
/// proportion to the training rows.
/// </summary>
/// <remarks>
/// Of a leaf the value of a set of known features is a product over the features of its path. The Shapley value of such a game is the integral over t from 0
/// to 1 of its multilinear extension's derivative at (t, ..., t) (Owen 1972), a polynomial whose degree is below the number of features on the path: Gauss and
/// Legendre's rule gives it exactly, to rounding. So each edge costs a few operations per point and row, whatever lies below it, instead of Lundberg's square of
/// the depth per leaf, and sixteen rows go down a tree together. Many rows and few features on each path are explained by tables of the leaves
/// (<see cref="TableShap"/>), with the same integral.
/// </remarks>
internal static class TreeShap
{
    /// <summary>Rows that go down together.</summary>
    public const int Lanes = 16;

    /// <summary>Contributions of every feature to every sum of the ensemble.</summary>
    /// <param name="ensemble">The trees.</param>
    /// <param name="rows">[row, column].</param>
    /// <param name="contributions">[row, output, column + 1], to be written; the last of an output is the sum for a row of which nothing is known.</param>
    /// <param name="threads">Does not change the result.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static unsafe void Run(TreeEnsemble ensemble, ReadOnlySpan<float> rows, Span<double> contributions, int threads, CancellationToken cancellation)
    {
        int columns = ensemble.Columns, count = rows.Length / columns, width = ensemble.Outputs * (columns + 1);
        int[] depths = ensemble.Depths;
        int deepest = depths.Max();
        double[] expected = ensemble.Expected.Value;
        var scratch = new ScratchPool<ShapScratch>(() => new ShapScratch(ensemble, deepest));
        fixed (float* x = rows)
        fixed (double* y = contributions)
        {
            float* from = x;
            double* to = y;
            if (TableShap.Suits(ensemble, deepest, count))
            {
                TableShap.Run(ensemble, from, count, to, deepest, threads, cancellation);
                return;
            }
            ParallelLoop.Run((count + Lanes - 1) / Lanes, threads, block =>
            {
                int first = block * Lanes, size = Math.Min(Lanes, count - first);
                ShapScratch own = scratch.Rent();
                own.Begin(new ReadOnlySpan<float>(from + (nint)first * columns, size * columns), size);
                switch (SimdWidths.Best)
                {
                    case SimdWidth.Vector512:
                        ShapWalk<Simd512<double>>.Run(ensemble, own, depths);
                        break;
                    case SimdWidth.Vector256:
                        ShapWalk<Simd256<double>>.Run(ensemble, own, depths);
                        break;
                    case SimdWidth.Vector128:
                        ShapWalk<Simd128<double>>.Run(ensemble, own, depths);
                        break;
                    default:
                        ShapWalk<SimdScalar<double>>.Run(ensemble, own, depths);
                        break;
                }
                for (int row = 0; row < size; row++)
                    own.Write(row, expected, new Span<double>(to + (nint)(first + row) * width, width));
                scratch.Return(own);
            }, cancellation);
        }
    }

    /// <summary>Each output's sum for a row of which nothing is known.</summary>
    public static double[] Expected(TreeEnsemble ensemble)
    {
        double[] sums = new double[ensemble.Outputs];
        double[] reach = new double[ensemble.Nodes.Length];
        for (int tree = 0; tree < ensemble.Trees; tree++)
        {
            reach[ensemble.Roots[tree]] = 1;
            for (int i = ensemble.Roots[tree]; i < ensemble.Roots[tree + 1]; i++)
            {
                ref readonly TreeNode node = ref ensemble.Nodes[i];
                if (!node.IsLeaf(i))
                {
                    (double left, double right) = Shares(ensemble, node.Left);
                    reach[node.Left] = reach[i] * left;
                    reach[node.Left + 1] = reach[i] * right;
                    continue;
                }
                for (int k = 0; k < ensemble.LeafWidth; k++)
                    sums[ensemble.LeafWidth == 1 ? tree % ensemble.Outputs : k] += reach[i] * ensemble.Values[node.Value + k];
            }
        }
        return sums;
    }

    /// <summary>The parts of a node's training rows that its two children have; they sum to 1.</summary>
    public static (double Left, double Right) Shares(TreeEnsemble ensemble, int leftChild)
    {
        double left = ensemble.Covers[leftChild], right = ensemble.Covers[leftChild + 1];
        return (left / (left + right), right / (left + right));
    }
}
