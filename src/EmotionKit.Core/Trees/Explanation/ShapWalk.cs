using EmotionKit.Numerics.Simd;

namespace EmotionKit.Trees;

/// <summary>Takes a block of rows down a tree; see <see cref="TreeShap"/>.</summary>
/// <typeparam name="V">Some of the rows at a time.</typeparam>
/// <remarks>
/// With t a point, z the part of training rows and o 1 or 0 for a row that keeps to a feature's splits, the feature's factor is <c>t o + (1 - t) z</c>. A leaf's
/// product is that of its features' factors; a feature contributes the leaf's value times its product times <c>(o - z) / factor</c>. A further split by a feature
/// replaces its factor, so an edge multiplies by the new factor over the old one, and adds the new contribution less the old one.
/// </remarks>
internal unsafe struct ShapWalk<V>
    where V : unmanaged, ISimd<V, double>
{
    private const int Lanes = TreeShap.Lanes;

    private readonly TreeEnsemble _ensemble;
    private readonly ShapScratch _scratch;
    private readonly int _points;
    private readonly int _leafWidth;
    private readonly double* _products;
    private readonly double* _sums;
    private readonly double* _ones;
    private readonly double* _slots;
    private double* _contributions;

    private ShapWalk(TreeEnsemble ensemble, ShapScratch scratch)
    {
        _ensemble = ensemble;
        _scratch = scratch;
        _points = scratch.Points.Length;
        _leafWidth = ensemble.LeafWidth;
        // The arrays are pinned.
        fixed (double* products = scratch.Products, sums = scratch.Sums, ones = scratch.Ones, slots = scratch.Slots)
        {
            _products = products;
            _sums = sums;
            _ones = ones;
            _slots = slots;
        }
        _contributions = null;
    }

    public static void Run(TreeEnsemble ensemble, ShapScratch scratch, int[] depths)
    {
        var walk = new ShapWalk<V>(ensemble, scratch);
        fixed (double* contributions = scratch.Contributions)
        {
            for (int tree = 0; tree < ensemble.Trees; tree++)
            {
                // A tree that is no more than its root explains nothing.
                if (depths[tree] == 0)
                    continue;
                int output = ensemble.LeafWidth == 1 ? tree % ensemble.Outputs : 0;
                walk._contributions = contributions + (nint)output * ensemble.Columns * Lanes;
                walk.Visit(ensemble.Roots[tree], 0);
            }
        }
    }

    private void Visit(int index, int level)
    {
        ref readonly TreeNode node = ref _ensemble.Nodes[index];
        double* products = _products + (nint)level * _points * Lanes, sums = _sums + (nint)level * _points * _leafWidth * Lanes;
        if (node.IsLeaf(index))
        {
            for (int k = 0; k < _leafWidth; k++)
            {
                V value = V.Broadcast(_ensemble.Values[node.Value + k]);
                for (int i = 0; i < _points * Lanes; i += V.Count)
                    V.Store(V.Load(products + i) * value, sums + (nint)k * _points * Lanes + i);
            }
            return;
        }
        int column = node.Column(_ensemble.Columns), formerLevel = _scratch.LastLevels[column];
        double formerShare = _scratch.LastShares[column];
        (double left, double right) = TreeShap.Shares(_ensemble, node.Left);
        double* below = sums + (nint)_points * _leafWidth * Lanes;
        for (int side = 0; side < 2; side++)
        {
            double part = side == 0 ? left : right, share = formerShare * part;
            double* ones = _ones + (nint)(level + 1) * Lanes, former = _ones + (nint)formerLevel * Lanes;
            KeepTo(in node, side, former, ones);
            Multiply(formerLevel, level + 1, part, share, former, ones, products);
            _scratch.LastLevels[column] = level + 1;
            _scratch.LastShares[column] = share;
            Visit(node.Left + side, level + 1);
            // The child's own visits have written over deeper levels only.
            Contribute(column, formerLevel, level + 1, formerShare, share, former, ones, below);
            if (side == 0)
                Buffer.MemoryCopy(below, sums, (long)_points * _leafWidth * Lanes * sizeof(double), (long)_points * _leafWidth * Lanes * sizeof(double));
            else
                AddTo(sums, below);
        }
        _scratch.LastLevels[column] = formerLevel;
        _scratch.LastShares[column] = formerShare;
    }

    private readonly void KeepTo(in TreeNode node, int side, double* former, double* ones)
    {
        if (node.IsCategorical)
        {
            CategorySet set = _ensemble.Sets[node.Value];
            double* categories = _slots + (nint)~node.Slot * Lanes;
            for (int lane = 0; lane < Lanes; lane++)
                ones[lane] = set.Contains((int)categories[lane]) == (side == 0) ? former[lane] : 0;
            return;
        }
        double* values = _slots + (nint)node.Slot * Lanes;
        V threshold = V.Broadcast(node.Threshold);
        for (int i = 0; i < Lanes; i += V.Count)
        {
            V before = V.Load(former + i), right = before * V.OneWhereLess(threshold, V.Load(values + i));
            V.Store(side == 0 ? before - right : right, ones + i);
        }
    }

    private readonly void Multiply(int formerLevel, int level, double part, double share, double* former, double* ones, double* products)
    {
        double* next = products + (nint)_points * Lanes;
        for (int q = 0; q < _points; q++)
        {
            double t = _scratch.Points[q], factor = t + (1 - t) * share, before = _scratch.Inverses[formerLevel * _points + q];
            _scratch.Inverses[level * _points + q] = 1 / factor;
            double missed = (1 - t) * share * before, kept = factor * before;
            V baseRatio = V.Broadcast(part), ofFormer = V.Broadcast(missed - part), ofOnes = V.Broadcast(kept - missed);
            for (int i = 0; i < Lanes; i += V.Count)
            {
                V ratio = V.MultiplyAdd(V.Load(ones + i), ofOnes, V.MultiplyAdd(V.Load(former + i), ofFormer, baseRatio));
                V.Store(V.Load(products + q * Lanes + i) * ratio, next + q * Lanes + i);
            }
        }
    }

    private readonly void Contribute(
        int column, int formerLevel, int level, double formerShare, double share, double* former, double* ones, double* below)
    {
        for (int q = 0; q < _points; q++)
        {
            double before = (1 - formerShare) * _scratch.Inverses[formerLevel * _points + q], weight = _scratch.Weights[q];
            double missed = _scratch.Missed[q] - before, kept = (1 - share) * _scratch.Inverses[level * _points + q] - before;
            V ofFormer = V.Broadcast(weight * missed), ofOnes = V.Broadcast(weight * (kept - missed));
            for (int k = 0; k < _leafWidth; k++)
            {
                double* to = _contributions + ((nint)k * _ensemble.Columns + column) * Lanes;
                double* from = below + ((nint)k * _points + q) * Lanes;
                for (int i = 0; i < Lanes; i += V.Count)
                {
                    V factor = V.MultiplyAdd(V.Load(ones + i), ofOnes, V.Load(former + i) * ofFormer);
                    V.Store(V.MultiplyAdd(factor, V.Load(from + i), V.Load(to + i)), to + i);
                }
            }
        }
    }

    private readonly void AddTo(double* sums, double* below)
    {
        for (int i = 0; i < _points * _leafWidth * Lanes; i += V.Count)
            V.Store(V.Load(sums + i) + V.Load(below + i), sums + i);
    }
}
