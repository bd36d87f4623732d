namespace EmotionKit.Scorecards;

/// <summary>Rows of one bin while bins are being merged.</summary>
internal sealed class BinGroup
{
    public BinGroup()
    {
    }

    public BinGroup(bool bad) => Add(bad);

    /// <summary>Fine bins, or categories, that the group is made of.</summary>
    public List<int> Members { get; } = [];

    public int Rows { get; private set; }

    public int Bad { get; private set; }

    public double BadRate => Rows == 0 ? 0 : (double)Bad / Rows;

    public void Add(bool bad)
    {
        Rows++;
        Bad += bad ? 1 : 0;
    }

    public void Join(BinGroup other)
    {
        Rows += other.Rows;
        Bad += other.Bad;
        Members.AddRange(other.Members);
    }
}
