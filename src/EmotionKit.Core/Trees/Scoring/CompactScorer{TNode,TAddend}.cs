using System.Runtime.CompilerServices;

namespace EmotionKit.Trees;

/// <summary>Takes rows of bins down trees of compact nodes, without branches on what a row holds.</summary>
/// <typeparam name="TNode">The node.</typeparam>
/// <typeparam name="TAddend">A bin.</typeparam>
internal sealed unsafe class CompactScorer<TNode, TAddend> : CompactScorer
    where TNode : unmanaged, ICompactNode<TNode, TAddend>
    where TAddend : unmanaged
{
    [ThreadStatic]
    private static TAddend[]? _rows;

    private readonly TreeEnsemble _ensemble;
    private readonly RowBins _bins;
    private readonly TNode[] _nodes;

    // Levels of each tree that most rows pass, which need no look at whether all have reached a leaf.
    private readonly int[] _common;

    // Of ensembles with one value per leaf, by node.
    private readonly float[]? _values;

    private CompactScorer(TreeEnsemble ensemble, RowBins bins)
    {
        _ensemble = ensemble;
        _bins = bins;
        _nodes = new TNode[ensemble.Nodes.Length];
        _common = [.. Enumerable.Range(0, ensemble.Trees).Select(tree => MeanDepth(ensemble, tree))];
        _values = ensemble.LeafWidth == 1 ? new float[_nodes.Length] : null;
        for (int tree = 0; tree < ensemble.Trees; tree++)
        {
            int root = ensemble.Roots[tree];
            for (int i = root; i < ensemble.Roots[tree + 1]; i++)
            {
                ref readonly TreeNode node = ref ensemble.Nodes[i];
                if (node.IsLeaf(i))
                {
                    _nodes[i] = TNode.Create(0, TNode.MaxBin, i - root);
                    if (_values is not null)
                        _values[i] = ensemble.Values[node.Value];
                    continue;
                }
                int slot = bins.SlotOf[node.Slot];
                _nodes[i] = TNode.Create(slot, bins.BinOf(slot, node.Threshold), node.Left - root);
            }
        }
    }

    public static CompactScorer<TNode, TAddend>? TryCreate(TreeEnsemble ensemble, RowBins bins)
    {
        bool fits = bins.Slots <= TNode.MaxSlots && bins.Highest <= TNode.MaxBin;
        for (int tree = 0; tree < ensemble.Trees && fits; tree++)
            fits = ensemble.Roots[tree + 1] - ensemble.Roots[tree] <= TNode.MaxNodes;
        return fits ? new CompactScorer<TNode, TAddend>(ensemble, bins) : null;
    }

    public override void AddBlock(float* x, int count, double* sums)
    {
        int groups = (count + Lanes - 1) / Lanes, groupBins = Lanes * Math.Max(1, _bins.Slots);
        if (_rows is null || _rows.Length < groups * groupBins)
            _rows = new TAddend[groups * groupBins];
        int outputs = _ensemble.Outputs;
        uint* leaves = stackalloc uint[Lanes];
        fixed (TAddend* rows = _rows)
        fixed (TNode* nodes = _nodes)
        fixed (float* values = _values, vectors = _ensemble.Values)
        {
            for (int row = 0; row < groups * Lanes; row++)
                _bins.Write<TNode, TAddend>(x + (nint)Math.Min(row, count - 1) * _ensemble.Columns, rows + (nint)(row / Lanes) * groupBins + row % Lanes);
            for (int tree = 0; tree < _ensemble.Trees; tree++)
            {
                int root = _ensemble.Roots[tree], common = _common[tree], output = values is null ? 0 : tree % outputs;
                TAddend* group = rows;
                double* to = sums + output;
                for (int left = count; left > 0; left -= Lanes)
                {
                    Descend(nodes + root, group, common, leaves);
                    int lanes = Math.Min(Lanes, left);
                    if (values is null)
                        AddVectors(root, vectors, leaves, lanes, to);
                    else
                        AddValues(values + root, leaves, lanes, to, outputs);
                    group += groupBins;
                    to += Lanes * outputs;
                }
            }
        }
    }

    private static int MeanDepth(TreeEnsemble ensemble, int tree)
    {
        // Every split's rows have one more edge to go.
        double edges = 0;
        for (int i = ensemble.Roots[tree]; i < ensemble.Roots[tree + 1]; i++)
            edges += ensemble.Nodes[i].IsLeaf(i) ? 0 : ensemble.Covers[i];
        // A damaged file may hold any covers.
        return (int)Math.Min(edges / ensemble.Covers[ensemble.Roots[tree]], ensemble.Depths[tree]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddValues(float* values, uint* leaves, int lanes, double* to, int outputs)
    {
        for (int lane = 0; lane < lanes; lane++)
            to[(nint)lane * outputs] += values[leaves[lane]];
    }

    private void AddVectors(int root, float* vectors, uint* leaves, int lanes, double* to)
    {
        int outputs = _ensemble.Outputs;
        for (int lane = 0; lane < lanes; lane++)
        {
            float* leaf = vectors + _ensemble.Nodes[root + leaves[lane]].Value;
            for (int k = 0; k < outputs; k++)
                to[lane * outputs + k] += leaf[k];
        }
    }

    private static void Descend(TNode* nodes, TAddend* x, int common, uint* leaves)
    {
        uint a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, changed;
        for (; common > 0; common--)
        {
            a = nodes[a].Next(x);
            b = nodes[b].Next(x + 1);
            c = nodes[c].Next(x + 2);
            d = nodes[d].Next(x + 3);
            e = nodes[e].Next(x + 4);
            f = nodes[f].Next(x + 5);
            g = nodes[g].Next(x + 6);
            h = nodes[h].Next(x + 7);
        }
        do
        {
            a = nodes[a].Next(x);
            b = nodes[b].Next(x + 1);
            c = nodes[c].Next(x + 2);
            d = nodes[d].Next(x + 3);
            e = nodes[e].Next(x + 4);
            f = nodes[f].Next(x + 5);
            g = nodes[g].Next(x + 6);
            h = nodes[h].Next(x + 7);
            uint next = nodes[a].Next(x);
            changed = next ^ a;
            a = next;
            next = nodes[b].Next(x + 1);
            changed |= next ^ b;
            b = next;
            next = nodes[c].Next(x + 2);
            changed |= next ^ c;
            c = next;
            next = nodes[d].Next(x + 3);
            changed |= next ^ d;
            d = next;
            next = nodes[e].Next(x + 4);
            changed |= next ^ e;
            e = next;
            next = nodes[f].Next(x + 5);
            changed |= next ^ f;
            f = next;
            next = nodes[g].Next(x + 6);
            changed |= next ^ g;
            g = next;
            next = nodes[h].Next(x + 7);
            changed |= next ^ h;
            h = next;
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
}
