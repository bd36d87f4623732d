namespace EmotionKit.Scorecards;

/// <summary>Cuts a column into bins that tell good from bad.</summary>
internal static class Binning
{
    /// <summary>Bins of equal count that merging starts from.</summary>
    private const int FineBins = 50;

    public static BinnedColumn Of(ScorecardInput input, ReadOnlySpan<bool> bad, ScorecardOptions options)
    {
        int bads = bad.Count(true);
        var evidence = new Evidence(bad.Length - bads, bads, options.Smoothing);
        return input.Numbers is { } numbers
            ? OfNumbers(input.Name, numbers, bad, evidence, options)
            : OfCategories(input.Name, input.Categories!, bad, evidence, options);
    }

    private static BinnedColumn OfNumbers(string name, float[] values, ReadOnlySpan<bool> bad, Evidence evidence, ScorecardOptions options)
    {
        double[] edges = FineEdges(values);
        var groups = new List<BinGroup>();
        for (int b = 0; b <= edges.Length; b++)
            groups.Add(new BinGroup { Members = { b } });
        var missing = new BinGroup();
        int[] fine = new int[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            fine[i] = float.IsNaN(values[i]) ? -1 : BinOf(edges, values[i]);
            (fine[i] < 0 ? missing : groups[fine[i]]).Add(bad[i]);
        }
        groups.RemoveAll(g => g.Rows == 0 && groups.Count > 1);
        new BinMerger(evidence, options, values.Length).Merge(groups, options.Monotone);

        var bins = new List<ScorecardBin>();
        int[] binOfFine = new int[edges.Length + 1];
        int from = 0;
        for (int g = 0; g < groups.Count; g++)
        {
            // Fine bins without rows were dropped; they belong to the bin below the next one that has some.
            int to = g == groups.Count - 1 ? edges.Length : groups[g].Members[^1];
            binOfFine.AsSpan(from, to - from + 1).Fill(g);
            bins.Add(evidence.Bin(groups[g]) with
            {
                From = from == 0 ? double.NegativeInfinity : edges[from - 1],
                To = to == edges.Length ? double.PositiveInfinity : edges[to],
            });
            from = to + 1;
        }
        if (missing.Rows > 0)
            bins.Add(evidence.Bin(missing) with { IsMissing = true });
        int[] binOfRow = Array.ConvertAll(fine, f => f < 0 ? bins.Count - 1 : binOfFine[f]);
        return new BinnedColumn(name, true, [.. bins], binOfRow, evidence.InformationValue(bins));
    }

    private static BinnedColumn OfCategories(string name, string?[] values, ReadOnlySpan<bool> bad, Evidence evidence, ScorecardOptions options)
    {
        var byName = new SortedDictionary<string, BinGroup>(StringComparer.Ordinal);
        var missing = new BinGroup();
        for (int i = 0; i < values.Length; i++)
        {
            if (string.IsNullOrEmpty(values[i]))
                missing.Add(bad[i]);
            else if (byName.TryGetValue(values[i]!, out BinGroup? known))
                known.Add(bad[i]);
            else
                byName.Add(values[i]!, new BinGroup(bad[i]));
        }
        double smallest = options.MinShare * values.Length;
        var groups = new List<BinGroup>();
        var other = new BinGroup();
        string[] names = [.. byName.Keys];
        for (int c = 0; c < names.Length; c++)
        {
            BinGroup group = byName[names[c]];
            if (group.Rows < smallest)
            {
                other.Join(group);
                continue;
            }
            group.Members.Add(c);
            groups.Add(group);
        }
        groups.Sort((a, b) => a.BadRate != b.BadRate ? a.BadRate.CompareTo(b.BadRate) : a.Members[0].CompareTo(b.Members[0]));
        new BinMerger(evidence, options, values.Length).Merge(groups, monotone: false);

        List<ScorecardBin> bins = [.. groups.Select(g => evidence.Bin(g) with { Categories = [.. g.Members.Select(m => names[m]).Order(StringComparer.Ordinal)] })];
        int otherBin = bins.Count;
        if (other.Rows > 0)
            bins.Add(evidence.Bin(other));
        if (missing.Rows > 0)
            bins.Add(evidence.Bin(missing) with { IsMissing = true });
        var binOfName = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int b = 0; b < groups.Count; b++)
        {
            foreach (int member in groups[b].Members)
                binOfName[names[member]] = b;
        }
        int[] binOfRow = Array.ConvertAll(values, v => string.IsNullOrEmpty(v) ? bins.Count - 1 : binOfName.GetValueOrDefault(v, otherBin));
        return new BinnedColumn(name, false, [.. bins], binOfRow, evidence.InformationValue(bins));
    }

    /// <summary>Distinct quantiles: each is the lowest value of a bin.</summary>
    private static double[] FineEdges(float[] values)
    {
        float[] sorted = Array.FindAll(values, v => !float.IsNaN(v));
        Array.Sort(sorted);
        var edges = new List<double>();
        for (int b = 1; b < FineBins && sorted.Length > 0; b++)
        {
            double edge = sorted[(int)((long)sorted.Length * b / FineBins)];
            if (edge > sorted[0] && (edges.Count == 0 || edge > edges[^1]))
                edges.Add(edge);
        }
        return [.. edges];
    }

    private static int BinOf(double[] edges, double value)
    {
        int found = Array.BinarySearch(edges, value);
        return found >= 0 ? found + 1 : ~found;
    }
}
