namespace EmotionKit.Trees;

/// <summary>Grows the trees of a boosted ensemble, one after the other, on all threads.</summary>
internal sealed unsafe class BoostingTreeGrower : IDisposable
{
    private readonly BinnedMatrix _matrix;
    private readonly GradientBoostingOptions _options;
    private readonly GradientHistograms _histograms;
    private readonly BoostingSplitFinder _finder;
    private readonly RowPartition _partition;
    private readonly int _threads;
    private readonly int _maxDepth;
    private readonly int _maxLeaves;
    private readonly int[] _scratch;
    private readonly double[] _gains;
    private readonly bool _isConstrained;

    public BoostingTreeGrower(BinnedMatrix matrix, GradientBoostingOptions options, double gradientUnit, double hessianUnit, int rows, int threads)
    {
        _matrix = matrix;
        _options = options;
        _threads = threads;
        _histograms = new GradientHistograms(matrix, threads);
        _finder = new BoostingSplitFinder(matrix, _histograms, options, gradientUnit, hessianUnit, threads);
        _partition = new RowPartition(matrix, threads);
        _maxDepth = options.MaxDepth > 0 ? options.MaxDepth : options.Growth == TreeGrowth.DepthWise ? 6 : TreeLimits.Depth;
        _maxLeaves = options.MaxLeaves == 0 ? int.MaxValue : options.MaxLeaves;
        _scratch = GC.AllocateUninitializedArray<int>(rows, pinned: true);
        _gains = new double[matrix.Columns];
        _isConstrained = options.MonotoneConstraints.Any(c => c != 0);
    }

    /// <summary>By column what its splits gained, of all trees so far.</summary>
    public ReadOnlySpan<double> Gains => _gains;

    /// <summary>Grows a tree.</summary>
    /// <param name="rows">The rows to learn from; comes back ordered by leaf.</param>
    /// <param name="gradients">The loss' derivatives, of every row of the matrix.</param>
    /// <param name="used">Columns that may be split by.</param>
    public BoostedTree Grow(Span<int> rows, RowGradients gradients, bool[] used)
    {
        var tree = new BoostedTree(_matrix);
        var done = new List<Node>();
        var open = new PriorityQueue<Node, (double, int)>();
        int number = 0, leaves = 1;
        fixed (int* order = rows)
        fixed (int* scratch = _scratch)
        fixed (long* units = gradients.Units)
        {
            var root = new Node { Count = rows.Length, Low = double.NegativeInfinity, High = double.PositiveInfinity };
            if (CanSplit(in root))
            {
                root.Histogram = _histograms.Rent();
                _histograms.Build(order, rows.Length, units, used, root.Histogram);
                root.Sums = SumColumn(root.Histogram, used);
                root.Split = _finder.Find(root.Histogram, root.Sums, used, root.Range);
            }
            tree.Start(gradients.WeightOf(rows));
            Offer(root);
            while (leaves < _maxLeaves && open.TryDequeue(out Node node, out _))
            {
                int left = _partition.Run(order + node.Start, node.Count, scratch, node.Split);
                _gains[node.Split.Column] += node.Split.Gain;
                (Node a, Node b) = Children(in node, left, tree, gradients, rows);
                leaves++;
                bool growsOn = leaves < _maxLeaves && (CanSplit(in a) || CanSplit(in b));
                if (growsOn)
                    FindSplits(ref a, ref b, node.Histogram, order, units, used);
                else
                    _histograms.Return(node.Histogram);
                Offer(a);
                Offer(b);
            }
        }
        foreach ((Node node, _) in open.UnorderedItems)
        {
            _histograms.Return(node.Histogram);
            done.Add(node);
        }
        SetLeaves(tree, done, rows, gradients);
        return tree;

        void Offer(Node node)
        {
            if (node.Histogram == 0 || node.Split.Column < 0)
            {
                if (node.Histogram != 0)
                    _histograms.Return(node.Histogram);
                node.Histogram = 0;
                done.Add(node);
                return;
            }
            open.Enqueue(node, (_options.Growth == TreeGrowth.LeafWise ? -node.Split.Gain : node.Depth, number++));
        }
    }

    public void Dispose() => _histograms.Dispose();

    private bool CanSplit(in Node node) => node.Depth < _maxDepth && node.Count >= 2L * _options.MinSamplesLeaf;

    private GradientSums SumColumn(nint histogram, bool[] used)
    {
        int column = Math.Max(0, Array.IndexOf(used, true));
        GradientSums* bins = _histograms.Column(histogram, column);
        GradientSums sum = default;
        for (int bin = 0; bin < _matrix.Bins[column].Total; bin++)
            sum += bins[bin];
        return sum;
    }

    private (Node Left, Node Right) Children(in Node node, int leftCount, BoostedTree tree, RowGradients gradients, Span<int> rows)
    {
        ref readonly BoostingSplit split = ref node.Split;
        double leftCover = gradients.WeightOf(rows.Slice(node.Start, leftCount));
        double rightCover = gradients.WeightOf(rows.Slice(node.Start + leftCount, node.Count - leftCount));
        int child = tree.Split(node.Index, in split, leftCover, rightCover);
        var left = new Node
        {
            Index = child,
            Start = node.Start,
            Count = leftCount,
            Depth = node.Depth + 1,
            Sums = split.Left,
            Low = node.Low,
            High = node.High,
        };
        Node right = left with { Index = child + 1, Start = node.Start + leftCount, Count = node.Count - leftCount, Sums = node.Sums - split.Left };
        if (_isConstrained && !split.IsCategorical && _options.MonotoneConstraints[split.Column] is var constraint && constraint != 0)
        {
            // All values below one child stay on their side of the middle, whatever is split further down.
            double middle = (split.LeftValue + split.RightValue) / 2;
            if (constraint > 0)
                left.High = right.Low = middle;
            else
                left.Low = right.High = middle;
        }
        return (left, right);
    }

    // The larger child's histogram is the parent's without the smaller one's.
    private void FindSplits(ref Node a, ref Node b, nint parent, int* order, long* units, bool[] used)
    {
        ref Node small = ref a.Count <= b.Count ? ref a : ref b;
        ref Node large = ref a.Count <= b.Count ? ref b : ref a;
        small.Histogram = _histograms.Rent();
        _histograms.Build(order + small.Start, small.Count, units, used, small.Histogram);
        large.Histogram = parent;
        _histograms.Subtract(parent, small.Histogram);
        small.Split = CanSplit(in small) ? _finder.Find(small.Histogram, small.Sums, used, small.Range) : new BoostingSplit { Column = -1 };
        large.Split = CanSplit(in large) ? _finder.Find(large.Histogram, large.Sums, used, large.Range) : new BoostingSplit { Column = -1 };
    }

    private void SetLeaves(BoostedTree tree, List<Node> leaves, Span<int> rows, RowGradients gradients)
    {
        float[] values = new float[leaves.Count];
        fixed (int* order = rows)
        {
            int* first = order;
            ParallelLoop.Run(leaves.Count, rows.Length < 8192 ? 1 : _threads, i =>
            {
                Node node = leaves[i];
                var own = new ReadOnlySpan<int>(first + node.Start, node.Count);
                (double gradient, double hessian) = gradients.SumOf(own);
                values[i] = (float)(_options.LearningRate * _finder.Value(gradient, hessian, node.Range));
                gradients.Move(own, values[i]);
            });
        }
        for (int i = 0; i < values.Length; i++)
            tree.SetLeaf(leaves[i].Index, values[i]);
    }

    private struct Node
    {
        public int Index;
        public int Start;
        public int Count;
        public int Depth;
        public nint Histogram;
        public GradientSums Sums;
        public BoostingSplit Split;
        public double Low;
        public double High;

        public readonly (double Low, double High) Range => (Low, High);
    }
}
