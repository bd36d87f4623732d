namespace EmotionKit.Trees;

/// <summary>Scores blocks of rows.</summary>
internal abstract unsafe class CompactScorer
{
    /// <summary>Rows that go down together, so that their loads overlap.</summary>
    public const int Lanes = 8;

    /// <summary>A scorer in the smallest nodes that the trees fit in; null where they split by categories, or do not fit.</summary>
    public static CompactScorer? Of(TreeEnsemble ensemble)
    {
        if (ensemble.HasCategories)
            return null;
        var bins = RowBins.Of(ensemble);
        return CompactScorer<SmallNode, ushort>.TryCreate(ensemble, bins) ?? (CompactScorer?)CompactScorer<LargeNode, uint>.TryCreate(ensemble, bins);
    }

    /// <summary>Adds the leaves' values of <paramref name="count"/> rows to <paramref name="sums"/>, tree by tree.</summary>
    public abstract void AddBlock(float* x, int count, double* sums);
}
