namespace EmotionKit.Evaluation;

/// <summary>Union-find with path halving.</summary>
internal sealed class DisjointSets
{
    private readonly int[] _parent;

    public DisjointSets(int count)
    {
        _parent = new int[count];
        for (int i = 0; i < count; i++)
            _parent[i] = i;
    }

    /// <summary>The set's smallest member.</summary>
    public int Find(int item)
    {
        while (_parent[item] != item)
        {
            _parent[item] = _parent[_parent[item]];
            item = _parent[item];
        }
        return item;
    }

    public void Union(int a, int b)
    {
        a = Find(a);
        b = Find(b);
        _parent[Math.Max(a, b)] = Math.Min(a, b);
    }
}
