namespace EmotionKit.Trees;

/// <summary>Sizes that keep training, explanation and loading within memory and stack.</summary>
internal static class TreeLimits
{
    /// <summary>Edges from a root to a leaf at most; where options leave the depth open, growth ends here.</summary>
    public const int Depth = 512;

    /// <summary>Bins of a column that hold values; one more may hold missing ones.</summary>
    public const int Bins = 255;

    /// <summary>Categories are whole numbers below this.</summary>
    public const int CategoryCodes = 1 << 16;

    /// <summary>Columns at most: a node's column has to tell the side of missing values too.</summary>
    public const int Columns = 1 << 24;
}
