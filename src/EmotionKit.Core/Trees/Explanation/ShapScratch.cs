namespace EmotionKit.Trees;

/// <summary>What one thread needs to explain a block of rows. Arrays of lanes hold a number for each row.</summary>
internal sealed class ShapScratch
{
    private const int Lanes = TreeShap.Lanes;

    private readonly TreeEnsemble _ensemble;

    public ShapScratch(TreeEnsemble ensemble, int depth)
    {
        _ensemble = ensemble;
        // No path has more different features than this, and each two need one point.
        int features = Math.Max(1, Math.Min(depth, ensemble.Columns));
        (Points, Weights) = GaussLegendre.Rule((features + 1) / 2);
        Missed = Array.ConvertAll(Points, t => -1 / (1 - t));
        int levels = depth + 1;
        Slots = Pinned((long)ensemble.Slots * Lanes);
        Products = Pinned((long)levels * Points.Length * Lanes);
        Sums = Pinned((long)levels * Points.Length * ensemble.LeafWidth * Lanes);
        Ones = Pinned((long)(levels + 1) * Lanes);
        Inverses = new double[(levels + 1) * Points.Length];
        Contributions = Pinned((long)ensemble.Outputs * ensemble.Columns * Lanes);
        LastLevels = new int[ensemble.Columns];
        LastShares = new double[ensemble.Columns];
    }

    /// <summary>Between 0 and 1.</summary>
    public double[] Points { get; }

    public double[] Weights { get; }

    /// <summary>By point <c>(o - z) / factor</c> of a row that does not keep to a feature's splits.</summary>
    public double[] Missed { get; }

    /// <summary>The rows, prepared: [slot, lane].</summary>
    public double[] Slots { get; }

    /// <summary>[level, point, lane]: of the path so far.</summary>
    public double[] Products { get; }

    /// <summary>[level, value of a leaf, point, lane]: leaves' values times their products, summed up.</summary>
    public double[] Sums { get; }

    /// <summary>[level, lane]: 1 where the row keeps to all splits so far by the column of the edge to that level; the last level is 1 everywhere.</summary>
    public double[] Ones { get; }

    /// <summary>[level, point]: one over the factor of the column of the edge to that level, for a row that keeps to its splits; of the last level 1.</summary>
    public double[] Inverses { get; }

    /// <summary>[output, column, lane].</summary>
    public double[] Contributions { get; }

    /// <summary>By column the level of its last edge; the last level where it has none.</summary>
    public int[] LastLevels { get; }

    /// <summary>By column the part of training rows that keep to all its splits so far.</summary>
    public double[] LastShares { get; }

    public void Begin(ReadOnlySpan<float> rows, int count)
    {
        Span<float> slots = new float[_ensemble.Slots];
        for (int lane = 0; lane < Lanes; lane++)
        {
            _ensemble.Prepare(rows.Slice(Math.Min(lane, count - 1) * _ensemble.Columns, _ensemble.Columns), slots, 1);
            for (int slot = 0; slot < slots.Length; slot++)
                Slots[slot * Lanes + lane] = slots[slot];
        }
        Array.Clear(Contributions);
        Array.Fill(Products, 1, 0, Points.Length * Lanes);
        Array.Fill(Ones, 1, Ones.Length - Lanes, Lanes);
        Array.Fill(LastLevels, Ones.Length / Lanes - 1);
        Array.Fill(Inverses, 1, Inverses.Length - Points.Length, Points.Length);
        Array.Fill(LastShares, 1);
    }

    public void Write(int row, double[] expected, Span<double> to)
    {
        int columns = _ensemble.Columns;
        for (int output = 0; output < expected.Length; output++)
        {
            for (int column = 0; column < columns; column++)
                to[output * (columns + 1) + column] = Contributions[(output * columns + column) * Lanes + row];
            to[output * (columns + 1) + columns] = expected[output];
        }
    }

    private static double[] Pinned(long length) => GC.AllocateArray<double>(checked((int)length), pinned: true);
}
