namespace EmotionKit.Tabular;

/// <summary>Deals rows into folds so that each has its share of every label, or of every range of labels.</summary>
internal static class LabelFolds
{
    /// <summary>The fold of each row.</summary>
    /// <param name="labels">One per row, finite.</param>
    /// <param name="folds">2 or more.</param>
    /// <param name="seed">Same seed, same folds.</param>
    public static int[] Assign(ReadOnlySpan<double> labels, int folds, long seed)
    {
        int[] order = new int[labels.Length];
        for (int i = 0; i < order.Length; i++)
            order[i] = i;
        var random = new DeterministicRandom(seed);
        random.Shuffle<int>(order);
        // Stable: rows of one label stay shuffled.
        double[] keys = labels.ToArray();
        order = [.. order.OrderBy(row => keys[row])];
        int[] foldOfRow = new int[order.Length];
        for (int i = 0; i < order.Length; i++)
            foldOfRow[order[i]] = i % folds;
        return foldOfRow;
    }
}
