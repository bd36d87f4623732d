namespace EmotionKit.Trees;

/// <summary>The rows that a tree learns from, with their weights, and the memory to order them in. One thread uses it at a time.</summary>
/// <remarks>Weights are whole numbers whose sum stays below 2^32, so that sums are exact in any order: those of bootstrap counts as they are, fractions
/// scaled up to fill the range.</remarks>
internal sealed unsafe class ForestSample : IDisposable
{
    private const double LargestTotal = 1L << 31;

    public ForestSample(ForestData data)
    {
        Data = data;
        Order = NativeBlock.Alloc<int>(data.Rows);
        Temporary = NativeBlock.Alloc<int>(data.Rows);
        Weights = NativeBlock.Alloc<ulong>(data.Rows);
    }

    ~ForestSample() => Free();

    public ForestData Data { get; }

    /// <summary>The numbers of the rows; a node of the tree has a range of them.</summary>
    public int* Order { get; private set; }

    public int* Temporary { get; private set; }

    /// <summary>Of each row of the data what it adds to its lane; see <see cref="ForestData.Lanes"/>.</summary>
    public ulong* Weights { get; private set; }

    /// <summary>Rows of a weight above 0.</summary>
    public int Count { get; private set; }

    /// <summary>What weights were multiplied by.</summary>
    public double Scale { get; private set; }

    /// <summary>How often the bootstrap draws each row.</summary>
    public static void Draw(ref DeterministicRandom random, Span<int> counts, double fraction)
    {
        counts.Clear();
        int draws = Math.Max(1, (int)Math.Round(counts.Length * fraction));
        for (int i = 0; i < draws; i++)
            counts[random.Next(counts.Length)]++;
    }

    /// <param name="random">The tree's.</param>
    /// <param name="options">Of the forest.</param>
    /// <param name="rowWeights">Sample weights, or empty.</param>
    /// <param name="classTotals">Of all rows, sample weights counted.</param>
    public void Fill(ref DeterministicRandom random, RandomForestOptions options, ReadOnlySpan<float> rowWeights, double[] classTotals)
    {
        var counts = new Span<int>(Temporary, Data.Rows);
        if (options.Bootstrap)
            Draw(ref random, counts, options.RowFraction);
        else
            counts.Fill(1);
        double[] factors = TreeRows.ClassFactors(
            options.ClassWeights == ForestClassWeighting.BalancedSubsample ? Totals(counts, rowWeights) : classTotals,
            options.ClassWeights != ForestClassWeighting.None);
        bool whole = rowWeights.IsEmpty && options.ClassWeights == ForestClassWeighting.None;
        double total = 0;
        for (int row = 0; row < counts.Length && !whole; row++)
            total += counts[row] * factors[Data.LabelOf[row]] * (rowWeights.IsEmpty ? 1 : rowWeights[row]);
        Scale = whole || total == 0 ? 1 : LargestTotal / total;
        Count = 0;
        for (int row = 0; row < counts.Length; row++)
        {
            int label = Data.LabelOf[row];
            double weight = counts[row] * (whole ? 1 : factors[label] * (rowWeights.IsEmpty ? 1 : rowWeights[row]));
            if (weight == 0)
                continue;
            ulong units = Math.Max(1, (ulong)Math.Round(weight * Scale));
            Weights[row] = Data.Lanes == 1 && label == 1 ? units << 32 | units : units;
            Order[Count++] = row;
        }
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private double[] Totals(ReadOnlySpan<int> counts, ReadOnlySpan<float> rowWeights)
    {
        double[] totals = new double[Data.Classes];
        for (int row = 0; row < counts.Length; row++)
            totals[Data.LabelOf[row]] += counts[row] * (rowWeights.IsEmpty ? 1.0 : rowWeights[row]);
        return totals;
    }

    private void Free()
    {
        NativeBlock.Free(Order, Data.Rows);
        NativeBlock.Free(Temporary, Data.Rows);
        NativeBlock.Free(Weights, Data.Rows);
        Order = Temporary = null;
        Weights = null;
    }
}
