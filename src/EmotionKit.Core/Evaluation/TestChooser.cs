namespace EmotionKit.Evaluation;

/// <summary>Chooses units for the test side so that its share of each class comes close to the wanted fraction.</summary>
internal sealed class TestChooser(UnitTable table, double fraction)
{
    private readonly long[] _testRows = new long[table.Classes];
    private readonly int[] _testUnits = new int[table.Classes];
    private readonly bool[] _test = new bool[table.Units];

    /// <summary>For each unit whether it is on the test side. A class may be missing on one side when units are few.</summary>
    public bool[] Choose(ref DeterministicRandom random)
    {
        int[] order = table.ShuffledUnits(ref random);
        foreach (int unit in order)
        {
            if (CostOfAdding(unit) < 0 && LeavesEveryClass(unit))
                Add(unit);
        }
        for (int k = 0; k < table.Classes; k++)
        {
            if (table.ClassRows[k] > 0 && _testUnits[k] == 0)
                AddCheapest(order, k);
        }
        return _test;
    }

    private void AddCheapest(int[] order, int k)
    {
        int best = -1;
        double bestCost = 0;
        foreach (int unit in order)
        {
            if (_test[unit] || table.Counts(unit)[k] == 0 || !LeavesEveryClass(unit))
                continue;
            double cost = CostOfAdding(unit);
            if (best < 0 || cost < bestCost)
                (best, bestCost) = (unit, cost);
        }
        if (best >= 0)
            Add(best);
    }

    /// <summary>Change of the squared distance of the test side's class shares from the fraction.</summary>
    private double CostOfAdding(int unit)
    {
        ReadOnlySpan<int> counts = table.Counts(unit);
        double cost = 0;
        for (int k = 0; k < counts.Length; k++)
        {
            if (counts[k] > 0)
            {
                double share = (double)counts[k] / table.ClassRows[k];
                double now = (double)_testRows[k] / table.ClassRows[k] - fraction;
                cost += share * (2 * now + share);
            }
        }
        return cost;
    }

    private bool LeavesEveryClass(int unit)
    {
        ReadOnlySpan<int> counts = table.Counts(unit);
        for (int k = 0; k < counts.Length; k++)
        {
            if (counts[k] > 0 && _testUnits[k] + 1 >= table.UnitsWithClass(k))
                return false;
        }
        return true;
    }

    private void Add(int unit)
    {
        _test[unit] = true;
        ReadOnlySpan<int> counts = table.Counts(unit);
        for (int k = 0; k < counts.Length; k++)
        {
            _testRows[k] += counts[k];
            _testUnits[k] += counts[k] > 0 ? 1 : 0;
        }
    }
}
