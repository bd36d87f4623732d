using System.Runtime.CompilerServices;

namespace EmotionKit.Trees;

/// <summary>Sums up the leaves that rows fall into: blocks of rows, one tree after the other over each, so that a tree stays in the cache; eight rows at
/// a time go down without branches, so that their loads overlap.</summary>
internal static unsafe class EnsembleScorer
{
    /// <summary>Rows that go down together.</summary>
    private const int Lanes = 8;

    private const int MaxBlockRows = 8192;

    // Prepared rows of a block: what a second-level cache holds beside a tree.
    private const int BlockFloats = 96 * 1024;

    [ThreadStatic]
    private static float[]? _slots;

    /// <summary>Rows that are worth scoring in one call.</summary>
    public static int BlockRows(TreeEnsemble ensemble) =>
        Math.Clamp(BlockFloats / ensemble.Slots / Lanes * Lanes, Lanes, MaxBlockRows);

    /// <summary>Adds the leaves' values of every row.</summary>
    /// <param name="ensemble">The trees.</param>
    /// <param name="rows">[row, column].</param>
    /// <param name="sums">[row, output], with what is to be added to.</param>
    /// <param name="threads">Does not change the result.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static void Add(TreeEnsemble ensemble, ReadOnlySpan<float> rows, Span<double> sums, int threads, CancellationToken cancellation = default)
    {
        int count = rows.Length / ensemble.Columns, block = BlockRows(ensemble);
        fixed (float* x = rows)
        fixed (double* y = sums)
        {
            float* from = x;
            double* to = y;
            ParallelLoop.Run((count + block - 1) / block, threads, i =>
            {
                int first = i * block, size = Math.Min(block, count - first);
                AddBlock(ensemble, from + (nint)first * ensemble.Columns, size, to + (nint)first * ensemble.Outputs);
            }, cancellation);
        }
    }

    /// <summary>As <see cref="Add"/>, for at most <see cref="BlockRows"/> rows, on the calling thread.</summary>
    public static void AddBlock(TreeEnsemble ensemble, float* x, int count, double* sums)
    {
        if (ensemble.Compact is { } compact)
            compact.AddBlock(x, count, sums);
        else
            AddPlain(ensemble, x, count, sums);
    }

    /// <summary>As <see cref="AddBlock"/>, of any trees.</summary>
    internal static void AddPlain(TreeEnsemble ensemble, float* x, int count, double* sums)
    {
        int groups = (count + Lanes - 1) / Lanes, groupFloats = Lanes * ensemble.Slots;
        if (_slots is null || _slots.Length < groups * groupFloats)
            _slots = new float[groups * groupFloats];
        for (int row = 0; row < groups * Lanes; row++)
        {
            var source = new ReadOnlySpan<float>(x + (nint)Math.Min(row, count - 1) * ensemble.Columns, ensemble.Columns);
            ensemble.Prepare(source, _slots.AsSpan(row / Lanes * groupFloats + row % Lanes), Lanes);
        }
        int* leaves = stackalloc int[Lanes];
        fixed (float* slots = _slots)
        fixed (TreeNode* nodes = ensemble.Nodes)
        fixed (float* values = ensemble.Values)
        {
            for (int tree = 0; tree < ensemble.Trees; tree++)
            {
                int root = ensemble.Roots[tree];
                for (int group = 0; group < groups; group++)
                {
                    float* lanes = slots + (nint)group * groupFloats;
                    if (ensemble.HasCategories)
                        DescendSets(ensemble, root, lanes, leaves);
                    else
                        Descend(nodes, root, lanes, leaves);
                    int rows = Math.Min(Lanes, count - group * Lanes);
                    double* to = sums + (nint)group * Lanes * ensemble.Outputs;
                    if (ensemble.LeafWidth == 1)
                    {
                        to += tree % ensemble.Outputs;
                        for (int lane = 0; lane < rows; lane++)
                            to[lane * ensemble.Outputs] += values[nodes[leaves[lane]].Value];
                        continue;
                    }
                    for (int lane = 0; lane < rows; lane++)
                    {
                        float* leaf = values + nodes[leaves[lane]].Value;
                        for (int k = 0; k < ensemble.Outputs; k++)
                            to[lane * ensemble.Outputs + k] += leaf[k];
                    }
                }
            }
        }
    }

    private static void Descend(TreeNode* nodes, int root, float* x, int* leaves)
    {
        int a = root, b = root, c = root, d = root, e = root, f = root, g = root, h = root;
        int changed;
        do
        {
            a = Next(nodes + a, x);
            b = Next(nodes + b, x + 1);
            c = Next(nodes + c, x + 2);
            d = Next(nodes + d, x + 3);
            e = Next(nodes + e, x + 4);
            f = Next(nodes + f, x + 5);
            g = Next(nodes + g, x + 6);
            h = Next(nodes + h, x + 7);
            a = Next(nodes + a, x);
            b = Next(nodes + b, x + 1);
            c = Next(nodes + c, x + 2);
            d = Next(nodes + d, x + 3);
            e = Next(nodes + e, x + 4);
            f = Next(nodes + f, x + 5);
            g = Next(nodes + g, x + 6);
            h = Next(nodes + h, x + 7);
            changed = (nodes[a].Left ^ a) | (nodes[b].Left ^ b) | (nodes[c].Left ^ c) | (nodes[d].Left ^ d)
                | (nodes[e].Left ^ e) | (nodes[f].Left ^ f) | (nodes[g].Left ^ g) | (nodes[h].Left ^ h);
        }
        while (changed != 0);
        leaves[0] = a;
        leaves[1] = b;
        leaves[2] = c;
        leaves[3] = d;
        leaves[4] = e;
        leaves[5] = f;
        leaves[6] = g;
        leaves[7] = h;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Next(TreeNode* node, float* x)
    {
        bool right = x[node->Slot * Lanes] > node->Threshold;
        return node->Left + Unsafe.BitCast<bool, byte>(right);
    }

    private static void DescendSets(TreeEnsemble ensemble, int root, float* x, int* leaves)
    {
        for (int lane = 0; lane < Lanes; lane++)
        {
            int index = root;
            var slots = new ReadOnlySpan<float>(x + lane, Lanes * ensemble.Slots - lane);
            while (!ensemble.Nodes[index].IsLeaf(index))
                index = ensemble.Nodes[index].Left + (ensemble.GoesRight(in ensemble.Nodes[index], slots, Lanes) ? 1 : 0);
            leaves[lane] = index;
        }
    }
}
