namespace EmotionKit.Evaluation;

/// <summary>Rows of each class in each unit of a split.</summary>
internal sealed class UnitTable
{
    private readonly int[] _counts;
    private readonly int[] _unitsWithClass;

    public UnitTable(ReadOnlySpan<int> labels, ReadOnlySpan<int> units)
    {
        if (labels.IsEmpty)
            throw new ArgumentException("labels: expected at least one row, got none.", nameof(labels));
        Check.Length(units.Length, labels.Length, nameof(units));
        for (int i = 0; i < labels.Length; i++)
        {
            Classes = Math.Max(Classes, Check.AtLeast(labels[i], 0, nameof(labels)) + 1);
            Units = Math.Max(Units, Check.AtLeast(units[i], 0, nameof(units)) + 1);
        }
        _counts = new int[checked(Units * Classes)];
        ClassRows = new int[Classes];
        _unitsWithClass = new int[Classes];
        for (int i = 0; i < labels.Length; i++)
        {
            ClassRows[labels[i]]++;
            if (_counts[units[i] * Classes + labels[i]]++ == 0)
                _unitsWithClass[labels[i]]++;
        }
    }

    public int Classes { get; }

    public int Units { get; }

    public int[] ClassRows { get; }

    public ReadOnlySpan<int> Counts(int unit) => _counts.AsSpan(unit * Classes, Classes);

    public int UnitsWithClass(int k) => _unitsWithClass[k];

    /// <summary>How much of the classes' rows a unit holds: the larger, the harder to place.</summary>
    public double Weight(int unit)
    {
        ReadOnlySpan<int> counts = Counts(unit);
        double weight = 0;
        for (int k = 0; k < counts.Length; k++)
        {
            if (counts[k] > 0)
                weight += (double)counts[k] * counts[k] / ((double)ClassRows[k] * ClassRows[k]);
        }
        return weight;
    }

    public int[] ShuffledUnits(ref DeterministicRandom random)
    {
        int[] order = new int[Units];
        for (int i = 0; i < order.Length; i++)
            order[i] = i;
        random.Shuffle<int>(order);
        return order;
    }

    /// <summary>A class, and the side that has no rows of it; null when each side has every class.</summary>
    public (int Class, int Side)? FindMissing(int[] sideOfUnit, int sides)
    {
        bool[] seen = new bool[sides * Classes];
        for (int unit = 0; unit < Units; unit++)
        {
            ReadOnlySpan<int> counts = Counts(unit);
            for (int k = 0; k < counts.Length; k++)
                seen[sideOfUnit[unit] * Classes + k] |= counts[k] > 0;
        }
        for (int side = 0; side < sides; side++)
        {
            for (int k = 0; k < Classes; k++)
            {
                if (ClassRows[k] > 0 && !seen[side * Classes + k])
                    return (k, side);
            }
        }
        return null;
    }
}
