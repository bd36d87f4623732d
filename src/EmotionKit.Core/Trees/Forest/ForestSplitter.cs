using System.Runtime.CompilerServices;

namespace EmotionKit.Trees;

/// <summary>Looks for the best split of a node, a column at a time. The measure is Gini's impurity.</summary>
internal abstract unsafe class ForestSplitter(ForestSample sample, int minSamplesLeaf)
{
    private readonly ulong[] _left = new ulong[sample.Data.Lanes];
    private readonly ulong[] _moved = new ulong[sample.Data.Lanes];

    protected ForestSample Sample { get; } = sample;

    protected ForestData Data { get; } = sample.Data;

    protected int MinSamplesLeaf { get; } = minSamplesLeaf;

    protected int Start { get; private set; }

    protected int Count { get; private set; }

    /// <summary>The sums of the node's rows, by lane.</summary>
    public ulong[] Total { get; } = new ulong[sample.Data.Lanes];

    public static ForestSplitter Create(ForestSample sample, RandomForestOptions options) => options.Splits switch
    {
        ForestSplits.Histogram => new ForestHistogramSplitter(sample, options.MinSamplesLeaf),
        ForestSplits.Exact => new ForestExactSplitter(sample, options.MinSamplesLeaf),
        _ => new ForestRandomSplitter(sample, options.MinSamplesLeaf),
    };

    /// <summary>Chooses the node, a range of the sample's order, and sums it up.</summary>
    public void Enter(int start, int count)
    {
        if (start == Start && count == Count)
            return;
        Start = start;
        Count = count;
        Array.Clear(Total);
        for (int i = start; i < start + count; i++)
        {
            int row = Sample.Order[i];
            Total[Lane(row)] += Sample.Weights[row];
        }
    }

    /// <summary>Tries a column; <paramref name="best"/> is replaced by what is better.</summary>
    /// <returns>False where all rows of the node have the same value.</returns>
    public abstract bool Try(int column, ref DeterministicRandom random, ref ForestSplit best);

    /// <summary>Orders the node's rows, those that go left first, each side in its former order; returns how many go left.</summary>
    public abstract int Partition(in ForestSplit split);

    /// <summary>Impurity of rows times their weight.</summary>
    public double Cost(ReadOnlySpan<ulong> sums)
    {
        if (sums.Length == 1)
            return PairCost(sums[0]);
        double total = 0, squares = 0;
        foreach (ulong sum in sums)
        {
            total += sum;
            squares += (double)sum * sum;
        }
        return total == 0 ? 0 : 0.5 * (total - squares / total);
    }

    public static double WeightOf(ReadOnlySpan<ulong> sums)
    {
        if (sums.Length == 1)
            return (uint)sums[0];
        double total = 0;
        foreach (ulong sum in sums)
            total += sum;
        return total;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static double PairCost(ulong sum)
    {
        double all = (uint)sum, ones = sum >> 32;
        return ones * (all - ones) / all;
    }

    protected int Lane(int row) => Total.Length == 1 ? 0 : Data.LabelOf[row];

    /// <summary>Compares a split, with the missing rows on either side, with the best one.</summary>
    /// <param name="split">Column and threshold of the split.</param>
    /// <param name="left">Sums of the rows up to the threshold.</param>
    /// <param name="leftCount">Their number.</param>
    /// <param name="missing">Sums of the rows without a value.</param>
    /// <param name="missingCount">Their number.</param>
    /// <param name="best">Is replaced by what is better.</param>
    protected void Consider(in ForestSplit split, ReadOnlySpan<ulong> left, int leftCount, ReadOnlySpan<ulong> missing, int missingCount, ref ForestSplit best)
    {
        left.CopyTo(_left);
        Consider(in split, missingLeft: false, leftCount, missingCount == 0, ref best);
        if (missingCount == 0 || leftCount + missingCount == Count)
            return;
        for (int lane = 0; lane < _left.Length; lane++)
            _left[lane] += missing[lane];
        Consider(in split, missingLeft: true, leftCount + missingCount, false, ref best);
    }

    // Where no row of the node has a missing value, later ones follow the greater weight.
    private void Consider(in ForestSplit split, bool missingLeft, int leftCount, bool chooseMissing, ref ForestSplit best)
    {
        if (leftCount < MinSamplesLeaf || Count - leftCount < MinSamplesLeaf)
            return;
        for (int lane = 0; lane < _left.Length; lane++)
            _moved[lane] = Total[lane] - _left[lane];
        double cost = Cost(_left) + Cost(_moved);
        if (!(cost < best.Cost))
            return;
        best = split;
        best.Cost = cost;
        best.MissingLeft = chooseMissing ? WeightOf(_left) >= WeightOf(_moved) : missingLeft;
    }
}
