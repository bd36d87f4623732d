namespace EmotionKit.Trees;

/// <summary>A way to split a node of a forest's tree.</summary>
internal struct ForestSplit
{
    public int Column;

    public float Threshold;

    /// <summary>Of histograms: this bin and those before it go left.</summary>
    public int Bin;

    public bool MissingLeft;

    /// <summary>Impurity of both children times their weights; infinite where no split was found.</summary>
    public double Cost;
}
