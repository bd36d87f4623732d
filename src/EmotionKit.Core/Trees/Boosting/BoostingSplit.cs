namespace EmotionKit.Trees;

/// <summary>A way to split a node of a boosted tree.</summary>
internal struct BoostingSplit
{
    /// <summary>-1 where no split was found.</summary>
    public int Column;

    /// <summary>This bin and those before it go left; -1 for a split by categories.</summary>
    public int Bin;

    public bool MissingLeft;

    public CategorySet LeftSet;

    public double Gain;

    public GradientSums Left;

    /// <summary>Values of the children, before the learning rate; known where constraints hold.</summary>
    public double LeftValue;

    public double RightValue;

    public readonly bool IsCategorical => Bin < 0;
}
