namespace EmotionKit.Onnx;

/// <summary>Whether one row of a column fits a tensor, and what its free dimensions then are.</summary>
internal static class RowFit
{
    /// <summary>Finds the sizes of <paramref name="tensor"/>'s dimensions for a value of the sizes <paramref name="column"/>.</summary>
    /// <param name="tensor">Sizes, -1 where free; without the batch dimension.</param>
    /// <param name="column">Sizes of the column's value; empty for a scalar.</param>
    /// <returns>The sizes, or null where the value does not fit.</returns>
    public static long[]? Resolve(ReadOnlySpan<int> tensor, ReadOnlySpan<int> column) =>
        SameRank(tensor, column) ?? SameLength(tensor, column);

    private static long[]? SameRank(ReadOnlySpan<int> tensor, ReadOnlySpan<int> column)
    {
        if (tensor.Length != column.Length)
            return null;
        var sizes = new long[tensor.Length];
        for (int i = 0; i < sizes.Length; i++)
        {
            if (tensor[i] >= 0 && tensor[i] != column[i])
                return null;
            sizes[i] = column[i];
        }
        return sizes;
    }

    /// <summary>By the number of values alone, which leaves room for one free dimension. The order of the values in memory must not
    /// change its meaning: a picture as height x width x channels does not fit channels x height x width.</summary>
    private static long[]? SameLength(ReadOnlySpan<int> tensor, ReadOnlySpan<int> column)
    {
        long values = 1, known = 1;
        foreach (int size in column)
            values *= size;
        var sizes = new long[tensor.Length];
        int free = -1;
        for (int i = 0; i < sizes.Length; i++)
        {
            sizes[i] = tensor[i];
            if (tensor[i] >= 0)
                known *= tensor[i];
            else if (free >= 0)
                return null;
            else
                free = i;
        }
        if (free >= 0)
        {
            if (known == 0 || values % known != 0)
                return null;
            sizes[free] = values / known;
        }
        else if (known != values)
        {
            return null;
        }
        List<long> tensorSides = [], columnSides = [];
        foreach (long size in sizes)
        {
            if (size != 1)
                tensorSides.Add(size);
        }
        foreach (int size in column)
        {
            if (size != 1)
                columnSides.Add(size);
        }
        bool sameOrder = tensorSides.Count <= 1 || columnSides.Count <= 1 || tensorSides.SequenceEqual(columnSides);
        return sameOrder ? sizes : null;
    }
}
