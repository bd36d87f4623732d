namespace EmotionKit.Trees;

/// <summary>Splits by the values themselves.</summary>
internal abstract unsafe class ForestValueSplitter(ForestSample sample, int minSamplesLeaf) : ForestSplitter(sample, minSamplesLeaf)
{
    /// <summary>Of the rows of the node without a value in the column.</summary>
    protected ulong[] Missing { get; } = new ulong[sample.Data.Lanes];

    protected ulong[] Left { get; } = new ulong[sample.Data.Lanes];

    public sealed override int Partition(in ForestSplit split)
    {
        float* values = Data.Values + split.Column;
        int* order = Sample.Order + Start, right = Sample.Temporary;
        int left = 0, moved = 0;
        for (int i = 0; i < Count; i++)
        {
            int row = order[i];
            float value = values[(nint)row * Data.Columns];
            bool goesLeft = value <= split.Threshold || (split.MissingLeft && float.IsNaN(value));
            order[left] = row;
            right[moved] = row;
            left += goesLeft ? 1 : 0;
            moved += goesLeft ? 0 : 1;
        }
        new ReadOnlySpan<int>(right, moved).CopyTo(new Span<int>(order + left, moved));
        return left;
    }
}
