namespace EmotionKit.Trees;

/// <summary>A tree of a boosted ensemble, which can be gone down by bins and by values.</summary>
internal sealed unsafe class BoostedTree(BinnedMatrix matrix)
{
    private readonly List<(int Left, BoostingSplit Split)> _nodes = [];
    private float[] _values = [];

    /// <summary>For the ensemble.</summary>
    public GrownTree Grown { get; } = new(matrix.Columns);

    public void Start(double cover)
    {
        Grown.Start(cover);
        _nodes.Add((-1, default));
    }

    /// <returns>The left child; the right one is the next.</returns>
    public int Split(int node, in BoostingSplit split, double leftCover, double rightCover)
    {
        int left;
        if (split.IsCategorical)
        {
            left = Grown.Split(node, split.Column, split.LeftSet, leftCover, rightCover);
        }
        else
        {
            float[] cuts = matrix.Bins[split.Column].Cuts;
            float threshold = split.Bin < cuts.Length ? cuts[split.Bin] : float.MaxValue;
            left = Grown.Split(node, split.Column, threshold, split.MissingLeft, leftCover, rightCover);
        }
        _nodes[node] = (left, split);
        _nodes.Add((-1, default));
        _nodes.Add((-1, default));
        return left;
    }

    public void SetLeaf(int node, float value)
    {
        Grown.SetLeaf(node, [value]);
        if (_values.Length < _nodes.Count)
            Array.Resize(ref _values, _nodes.Count);
        _values[node] = value;
    }

    /// <summary>The value of the leaf that a row of the matrix falls into.</summary>
    public float ValueOf(int row)
    {
        int node = 0;
        while (_nodes[node].Left >= 0)
        {
            BoostingSplit split = _nodes[node].Split;
            int bin = matrix.Column(split.Column)[(nint)row * matrix.Stride(split.Column)];
            bool isMissing = bin == matrix.Bins[split.Column].Count;
            bool goesLeft = split.IsCategorical
                ? split.LeftSet.Contains(isMissing ? CategorySet.Missing : bin)
                : isMissing ? split.MissingLeft : bin <= split.Bin;
            node = _nodes[node].Left + (goesLeft ? 0 : 1);
        }
        return _values[node];
    }
}
