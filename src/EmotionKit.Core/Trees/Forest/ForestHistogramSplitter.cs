using System.Numerics;

namespace EmotionKit.Trees;

/// <summary>Splits between bins. Small nodes touch no more bins than they have rows.</summary>
internal sealed unsafe class ForestHistogramSplitter(ForestSample sample, int minSamplesLeaf) : ForestSplitter(sample, minSamplesLeaf)
{
    private const int Bins = 256;

    private readonly ulong[] _sums = GC.AllocateArray<ulong>(Bins * sample.Data.Lanes, pinned: true);
    private readonly int[] _counts = GC.AllocateArray<int>(Bins, pinned: true);
    private readonly int[] _used = GC.AllocateArray<int>(Bins, pinned: true);
    private readonly ulong[] _left = new ulong[sample.Data.Lanes];
    private readonly ulong[] _none = new ulong[sample.Data.Lanes];

    public override bool Try(int column, ref DeterministicRandom random, ref ForestSplit best)
    {
        ColumnBins bins = Data.Bins!.Bins[column];
        if (bins.Total < 2)
            return false;
        int used = Total.Length == 1 ? FillPairs(column) : FillLanes(column);
        bool hasMissing = bins.HasMissing && _used[used - 1] == bins.Count;
        if (used < 2)
        {
            Clear(used);
            return false;
        }
        if (Total.Length == 1 && MinSamplesLeaf == 1)
            ScanPairs(column, bins, hasMissing ? used - 1 : used, hasMissing, ref best);
        else
            ScanLanes(column, bins, hasMissing ? used - 1 : used, hasMissing, ref best);
        Clear(used);
        return true;
    }

    public override int Partition(in ForestSplit split)
    {
        byte* bins = Data.Bins!.Column(split.Column);
        nint stride = Data.Bins.Stride(split.Column);
        int missing = split.MissingLeft ? Data.Bins.Bins[split.Column].Count : Bins, last = split.Bin;
        int* order = Sample.Order + Start, right = Sample.Temporary;
        int left = 0, moved = 0;
        for (int i = 0; i < Count; i++)
        {
            int row = order[i], bin = bins[row * stride];
            int goesLeft = (bin <= last ? 1 : 0) | (bin == missing ? 1 : 0);
            order[left] = row;
            right[moved] = row;
            left += goesLeft;
            moved += 1 - goesLeft;
        }
        new ReadOnlySpan<int>(right, moved).CopyTo(new Span<int>(order + left, moved));
        return left;
    }

    private int FillPairs(int column)
    {
        byte* bins = Data.Bins!.Column(column);
        nint stride = Data.Bins.Stride(column);
        int* order = Sample.Order + Start, end = order + Count;
        ulong* weights = Sample.Weights;
        fixed (ulong* sums = _sums)
        fixed (int* counts = _counts)
        {
            if (MinSamplesLeaf > 1)
            {
                for (; order < end; order++)
                {
                    int row = *order, bin = bins[row * stride];
                    sums[bin] += weights[row];
                    counts[bin]++;
                }
                return ListUsed(Data.Bins.Bins[column].Total);
            }
            if (Count > Bins)
            {
                for (; order < end; order++)
                {
                    int row = *order;
                    sums[bins[row * stride]] += weights[row];
                }
                return ListUsed(Data.Bins.Bins[column].Total);
            }
            ulong* touched = stackalloc ulong[4];
            touched[0] = touched[1] = touched[2] = touched[3] = 0;
            for (; order < end; order++)
            {
                int row = *order, bin = bins[row * stride];
                sums[bin] += weights[row];
                touched[bin >> 6] |= 1UL << bin;
            }
            int used = 0;
            for (int word = 0; word < 4; word++)
            {
                for (ulong rest = touched[word]; rest != 0; rest &= rest - 1)
                    _used[used++] = word * 64 + BitOperations.TrailingZeroCount(rest);
            }
            return used;
        }
    }

    private int FillLanes(int column)
    {
        byte* bins = Data.Bins!.Column(column);
        nint stride = Data.Bins.Stride(column);
        int lanes = Total.Length;
        for (int i = Start; i < Start + Count; i++)
        {
            int row = Sample.Order[i], bin = bins[row * stride];
            _sums[bin * lanes + Data.LabelOf[row]] += Sample.Weights[row];
            _counts[bin]++;
        }
        int used = 0;
        for (int bin = 0; bin < Data.Bins.Bins[column].Total; bin++)
        {
            if (_counts[bin] > 0)
                _used[used++] = bin;
        }
        return used;
    }

    private int ListUsed(int bins)
    {
        int used = 0;
        for (int bin = 0; bin < bins; bin++)
        {
            _used[used] = bin;
            used += _sums[bin] != 0 ? 1 : 0;
        }
        return used;
    }

    private void ScanPairs(int column, ColumnBins bins, int used, bool hasMissing, ref ForestSplit best)
    {
        ulong total = Total[0], missing = hasMissing ? _sums[bins.Count] : 0, left = 0;
        double bestCost = best.Cost;
        int bestPlace = -1;
        bool missingLeft = false;
        for (int i = 0; i < used - (hasMissing ? 0 : 1); i++)
        {
            left += _sums[_used[i]];
            double cost = PairCost(left) + PairCost(total - left);
            if (cost < bestCost)
                (bestCost, bestPlace, missingLeft) = (cost, i, false);
            if (!hasMissing || i == used - 1)
                continue;
            cost = PairCost(left + missing) + PairCost(total - left - missing);
            if (cost < bestCost)
                (bestCost, bestPlace, missingLeft) = (cost, i, true);
        }
        if (bestPlace < 0)
            return;
        best = At(column, bins, bestPlace, used);
        best.Cost = bestCost;
        if (hasMissing)
        {
            best.MissingLeft = missingLeft;
            return;
        }
        left = 0;
        for (int i = 0; i <= bestPlace; i++)
            left += _sums[_used[i]];
        best.MissingLeft = (uint)left >= (uint)(total - left);
    }

    private void ScanLanes(int column, ColumnBins bins, int used, bool hasMissing, ref ForestSplit best)
    {
        int lanes = Total.Length, leftCount = 0;
        ReadOnlySpan<ulong> missing = hasMissing ? _sums.AsSpan(bins.Count * lanes, lanes) : _none;
        int missingCount = hasMissing ? _counts[bins.Count] : 0;
        Array.Clear(_left);
        for (int i = 0; i < used - (hasMissing ? 0 : 1); i++)
        {
            for (int lane = 0; lane < lanes; lane++)
                _left[lane] += _sums[_used[i] * lanes + lane];
            leftCount += _counts[_used[i]];
            Consider(At(column, bins, i, used), _left, leftCount, missing, missingCount, ref best);
        }
    }

    /// <summary>The split after the bin at a place: in the middle of the bins that the node has no rows in.</summary>
    private ForestSplit At(int column, ColumnBins bins, int place, int used)
    {
        int bin = place + 1 < used ? (_used[place] + _used[place + 1] - 1) / 2 : bins.Count - 1;
        float threshold = bin < bins.Cuts.Length ? bins.Cuts[bin] : float.MaxValue;
        return new ForestSplit { Column = column, Bin = bin, Threshold = threshold };
    }

    private void Clear(int used)
    {
        int lanes = Total.Length;
        for (int i = 0; i < used; i++)
        {
            _sums.AsSpan(_used[i] * lanes, lanes).Clear();
            _counts[_used[i]] = 0;
        }
    }
}
