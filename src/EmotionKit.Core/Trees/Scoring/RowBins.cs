using System.Numerics;

namespace EmotionKit.Trees;

/// <summary>Turns a row's values into the numbers of thresholds below them: comparing those numbers is comparing the values.</summary>
/// <remarks>A column whose missing values go left in some splits and right in others has two slots, as in <see cref="TreeNode"/>; one without splits has none.</remarks>
internal sealed class RowBins
{
    private readonly int[] _columns;
    private readonly bool[] _missingLeft;
    private readonly float[][] _cuts;
    private readonly float[][] _search;

    private RowBins(int[] columns, bool[] missingLeft, float[][] cuts, int[] slotOf)
    {
        _columns = columns;
        _missingLeft = missingLeft;
        _cuts = cuts;
        SlotOf = slotOf;
        Highest = cuts.Length == 0 ? 0 : cuts.Max(c => c.Length);
        // Searched without a test of the end.
        _search = Array.ConvertAll(cuts, Padded);
    }

    public int Slots => _columns.Length;

    /// <summary>The highest bin of a row.</summary>
    public int Highest { get; }

    /// <summary>By slot of the ensemble the slot of a row's bins.</summary>
    public int[] SlotOf { get; }

    public static RowBins Of(TreeEnsemble ensemble)
    {
        var thresholds = new HashSet<float>?[ensemble.Slots];
        for (int i = 0; i < ensemble.Nodes.Length; i++)
        {
            if (!ensemble.Nodes[i].IsLeaf(i))
                (thresholds[ensemble.Nodes[i].Slot] ??= []).Add(ensemble.Nodes[i].Threshold);
        }
        int[] used = [.. Enumerable.Range(0, ensemble.Slots).Where(slot => thresholds[slot] is not null).OrderBy(slot => slot % ensemble.Columns)];
        int[] slotOf = new int[ensemble.Slots];
        for (int i = 0; i < used.Length; i++)
            slotOf[used[i]] = i;
        return new RowBins(
            Array.ConvertAll(used, slot => slot % ensemble.Columns), Array.ConvertAll(used, slot => slot < ensemble.Columns),
            Array.ConvertAll(used, slot => thresholds[slot]!.Order().ToArray()), slotOf);
    }

    /// <summary>The bin of a threshold: values up to it have this bin or a lower one.</summary>
    public int BinOf(int slot, float threshold) => Array.BinarySearch(_cuts[slot], threshold);

    /// <summary>Writes a row's bins, <see cref="CompactScorer.Lanes"/> apart.</summary>
    public unsafe void Write<TNode, TAddend>(float* row, TAddend* bins)
        where TNode : unmanaged, ICompactNode<TNode, TAddend>
        where TAddend : unmanaged
    {
        for (int slot = 0; slot < _columns.Length; slot++)
        {
            float value = row[_columns[slot]];
            int bin = float.IsNaN(value) ? _missingLeft[slot] ? 0 : _cuts[slot].Length : CountBelow(_search[slot], value);
            bins[slot * CompactScorer.Lanes] = TNode.ToAddend(bin);
        }
    }

    private static int CountBelow(float[] padded, float value)
    {
        int bin = 0;
        for (int step = padded.Length >> 1; step > 0; step >>= 1)
            bin += value > padded[bin + step - 1] ? step : 0;
        return bin;
    }

    private static float[] Padded(float[] cuts)
    {
        float[] padded = new float[(int)BitOperations.RoundUpToPowerOf2((uint)cuts.Length + 1)];
        Array.Fill(padded, float.PositiveInfinity);
        cuts.CopyTo(padded, 0);
        return padded;
    }
}
