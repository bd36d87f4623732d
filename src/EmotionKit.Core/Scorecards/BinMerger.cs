namespace EmotionKit.Scorecards;

/// <summary>Merges neighbouring bins until they are large, few and, where wanted, monotone.</summary>
internal sealed class BinMerger(Evidence evidence, ScorecardOptions options, int rows)
{
    public void Merge(List<BinGroup> groups, bool monotone)
    {
        JoinSmall(groups);
        if (monotone)
        {
            List<BinGroup> rising = Pooled(groups, 1);
            List<BinGroup> falling = Pooled(groups, -1);
            List<BinGroup> better = rising.Sum(evidence.Information) >= falling.Sum(evidence.Information) ? rising : falling;
            groups.Clear();
            groups.AddRange(better);
        }
        while (groups.Count > options.MaxBins)
            Join(groups, Cheapest(groups));
    }

    private void JoinSmall(List<BinGroup> groups)
    {
        double smallest = options.MinShare * rows;
        while (groups.Count > 1)
        {
            int least = 0;
            for (int g = 1; g < groups.Count; g++)
            {
                if (groups[g].Rows < groups[least].Rows)
                    least = g;
            }
            if (groups[least].Rows >= smallest)
                return;
            bool below = least == groups.Count - 1
                || (least > 0 && evidence.Loss(groups[least - 1], groups[least]) <= evidence.Loss(groups[least], groups[least + 1]));
            Join(groups, below ? least - 1 : least);
        }
    }

    /// <summary>Pool adjacent violators of the bad rate.</summary>
    private static List<BinGroup> Pooled(List<BinGroup> groups, int direction)
    {
        var pooled = new List<BinGroup>();
        foreach (BinGroup group in groups)
        {
            var copy = new BinGroup();
            copy.Join(group);
            pooled.Add(copy);
            while (pooled.Count > 1 && direction * (pooled[^1].BadRate - pooled[^2].BadRate) <= 0)
                Join(pooled, pooled.Count - 2);
        }
        return pooled;
    }

    private int Cheapest(List<BinGroup> groups)
    {
        int best = 0;
        for (int g = 1; g < groups.Count - 1; g++)
        {
            if (evidence.Loss(groups[g], groups[g + 1]) < evidence.Loss(groups[best], groups[best + 1]))
                best = g;
        }
        return best;
    }

    private static void Join(List<BinGroup> groups, int lower)
    {
        groups[lower].Join(groups[lower + 1]);
        groups.RemoveAt(lower + 1);
    }
}
