namespace EmotionKit.Trees;

/// <summary>Grows one tree of a forest.</summary>
internal sealed unsafe class ForestTreeGrower
{
    private readonly RandomForestOptions _options;
    private readonly ForestSample _sample;
    private readonly ForestSplitter _splitter;
    private readonly int[] _columns;
    private readonly int _tried;
    private readonly int _maxDepth;
    private readonly GrownTree _tree;
    private readonly double[] _importances;
    private readonly float[] _leaf;
    private DeterministicRandom _random;

    private ForestTreeGrower(RandomForestOptions options, ForestSample sample, DeterministicRandom random)
    {
        ForestData data = sample.Data;
        _options = options;
        _sample = sample;
        _splitter = ForestSplitter.Create(sample, options);
        _columns = [.. Enumerable.Range(0, data.Columns)];
        _tried = options.MaxFeatures == 0 ? Math.Max(1, (int)Math.Sqrt(data.Columns)) : Math.Min(options.MaxFeatures, data.Columns);
        _maxDepth = options.MaxDepth == 0 ? TreeLimits.Depth : options.MaxDepth;
        _tree = new GrownTree(data.Columns);
        _importances = new double[data.Columns];
        _leaf = new float[data.Lanes];
        _random = random;
    }

    /// <returns>The tree, and by column how much its splits lowered the impurity.</returns>
    public static (GrownTree Tree, double[] Importances) Grow(RandomForestOptions options, ForestSample sample, DeterministicRandom random)
    {
        var grower = new ForestTreeGrower(options, sample, random);
        if (options.MaxLeafNodes == 0)
            grower.GrowAll();
        else
            grower.GrowBest();
        return (grower._tree, grower._importances);
    }

    private void GrowAll()
    {
        var open = new Stack<Node>();
        open.Push(Root());
        while (open.TryPop(out Node node))
        {
            if (!Find(ref node))
                continue;
            (Node left, Node right) = Apply(in node);
            open.Push(right);
            open.Push(left);
        }
    }

    // The split that lowers the impurity most comes first; of equal ones the older node's.
    private void GrowBest()
    {
        var open = new PriorityQueue<Node, (double, int)>();
        int leaves = 1, number = 0;
        Offer(Root());
        while (leaves < _options.MaxLeafNodes && open.TryDequeue(out Node node, out _))
        {
            (Node left, Node right) = Apply(in node);
            leaves++;
            Offer(left);
            Offer(right);
        }

        foreach ((Node node, _) in open.UnorderedItems)
        {
            _splitter.Enter(node.Start, node.Count);
            SetLeaf(node.Index);
        }

        void Offer(Node node)
        {
            if (Find(ref node))
                open.Enqueue(node, (node.Split.Cost - node.Cost, number++));
        }
    }

    private Node Root()
    {
        _splitter.Enter(0, _sample.Count);
        _tree.Start(ForestSplitter.WeightOf(_splitter.Total) / _sample.Scale);
        return new Node { Count = _sample.Count };
    }

    /// <summary>Looks for a split of the node; where there is none, the node becomes a leaf.</summary>
    private bool Find(ref Node node)
    {
        _splitter.Enter(node.Start, node.Count);
        node.Cost = _splitter.Cost(_splitter.Total);
        node.Split = new ForestSplit { Cost = double.PositiveInfinity };
        if (node.Cost <= 0 || node.Depth >= _maxDepth || node.Count < _options.MinSamplesSplit || node.Count < 2L * _options.MinSamplesLeaf)
        {
            SetLeaf(node.Index);
            return false;
        }
        bool varies = false;
        for (int i = 0; i < _columns.Length && (i < _tried || !varies); i++)
        {
            int j = i + _random.Next(_columns.Length - i);
            (_columns[i], _columns[j]) = (_columns[j], _columns[i]);
            varies |= _splitter.Try(_columns[i], ref _random, ref node.Split);
        }
        if (node.Split.Cost < double.PositiveInfinity)
            return true;
        SetLeaf(node.Index);
        return false;
    }

    private (Node Left, Node Right) Apply(in Node node)
    {
        _splitter.Enter(node.Start, node.Count);
        double all = ForestSplitter.WeightOf(_splitter.Total);
        int count = _splitter.Partition(in node.Split);
        _splitter.Enter(node.Start, count);
        double leftWeight = ForestSplitter.WeightOf(_splitter.Total);
        int left = _tree.Split(
            node.Index, node.Split.Column, node.Split.Threshold, node.Split.MissingLeft, leftWeight / _sample.Scale, (all - leftWeight) / _sample.Scale);
        _importances[node.Split.Column] += (node.Cost - node.Split.Cost) / _sample.Scale;
        return (
            new Node { Index = left, Start = node.Start, Count = count, Depth = node.Depth + 1 },
            new Node { Index = left + 1, Start = node.Start + count, Count = node.Count - count, Depth = node.Depth + 1 });
    }

    private void SetLeaf(int index)
    {
        ulong[] total = _splitter.Total;
        if (total.Length == 1)
        {
            _leaf[0] = (float)((double)(total[0] >> 32) / (uint)total[0]);
        }
        else
        {
            double all = ForestSplitter.WeightOf(total);
            for (int k = 0; k < _leaf.Length; k++)
                _leaf[k] = (float)(total[k] / all);
        }
        _tree.SetLeaf(index, _leaf);
    }

    private struct Node
    {
        public int Index;
        public int Start;
        public int Count;
        public int Depth;
        public double Cost;
        public ForestSplit Split;
    }
}
