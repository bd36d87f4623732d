namespace EmotionKit.Trees;

/// <summary>A node in few bytes: the left child above, then the highest bin less the split's, then the slot to look at.</summary>
/// <remarks>Adding a row's bin, moved to where the node has its own, carries into the child where it is higher than the split's, and so
/// makes the left child the right one beside it: no comparison is needed. A leaf is its own left child and has the highest bin.</remarks>
/// <typeparam name="TSelf">The node.</typeparam>
/// <typeparam name="TAddend">What holds a row's bin.</typeparam>
internal interface ICompactNode<TSelf, TAddend>
    where TSelf : unmanaged, ICompactNode<TSelf, TAddend>
    where TAddend : unmanaged
{
    /// <summary>Slots of a row at most.</summary>
    static abstract int MaxSlots { get; }

    /// <summary>The highest bin, above which nothing is.</summary>
    static abstract int MaxBin { get; }

    /// <summary>Nodes of a tree at most.</summary>
    static abstract int MaxNodes { get; }

    static abstract TSelf Create(int slot, int bin, int left);

    /// <summary>A row's bin where the node has its own.</summary>
    static abstract TAddend ToAddend(int bin);

    /// <summary>The child that a row goes to, or the node itself where it is a leaf.</summary>
    /// <param name="row">The row's bins, <see cref="CompactScorer.Lanes"/> apart.</param>
    unsafe uint Next(TAddend* row);
}
