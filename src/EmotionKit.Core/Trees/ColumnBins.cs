namespace EmotionKit.Trees;

/// <summary>How the values of a column are put into bins.</summary>
internal sealed class ColumnBins
{
    // Padded to a power of two, so that the search needs no test of its end.
    private readonly float[] _search;
    private readonly byte[]? _categoryBins;

    private ColumnBins(float[] cuts, bool hasMissing, int[]? categories)
    {
        Cuts = cuts;
        Categories = categories;
        Count = categories?.Length ?? cuts.Length + 1;
        HasMissing = hasMissing;
        _search = new float[256];
        Array.Fill(_search, float.PositiveInfinity);
        cuts.CopyTo(_search, 0);
        if (categories is null)
            return;
        _categoryBins = new byte[categories.Length == 0 ? 0 : categories.Max() + 1];
        Array.Fill(_categoryBins, (byte)Math.Min(Count, byte.MaxValue));
        for (int bin = 0; bin < categories.Length; bin++)
            _categoryBins[categories[bin]] = (byte)bin;
    }

    /// <summary>Ascending; bin b holds the values above cut b - 1 and up to cut b.</summary>
    public float[] Cuts { get; }

    /// <summary>The category of each bin, the most frequent first; null where the column's values are ordered.</summary>
    public int[]? Categories { get; }

    /// <summary>Bins with values.</summary>
    public int Count { get; }

    /// <summary>Whether training rows have missing values, which are in bin <see cref="Count"/>; with categories, rare ones too.</summary>
    public bool HasMissing { get; }

    /// <summary>Bins in all.</summary>
    public int Total => Count + (HasMissing ? 1 : 0);

    public byte BinOf(float value)
    {
        if (_categoryBins is not null)
            return value >= 0 && value < _categoryBins.Length ? _categoryBins[(int)value] : (byte)Count;
        if (float.IsNaN(value))
            return (byte)Count;
        int bin = 0;
        for (int step = 128; step > 0; step >>= 1)
            bin += value > _search[bin + step - 1] ? step : 0;
        return (byte)bin;
    }

    /// <summary>Cuts between all distinct values where they are few enough, else cuts that give bins of about the same number of rows: a value as
    /// frequent as a bin has one of its own (LightGBM's rule; Ke et al. 2017).</summary>
    /// <param name="sorted">The values that are not missing, ascending.</param>
    /// <param name="hasMissing">Whether there are missing ones besides.</param>
    /// <param name="maxBins">2 to 255.</param>
    public static ColumnBins OfNumbers(ReadOnlySpan<float> sorted, bool hasMissing, int maxBins)
    {
        var values = new List<float>();
        var counts = new List<int>();
        for (int i = 0; i < sorted.Length;)
        {
            int start = i;
            while (i < sorted.Length && sorted[i] == sorted[start])
                i++;
            values.Add(sorted[start]);
            counts.Add(i - start);
        }
        var cuts = new List<float>();
        if (values.Count <= maxBins)
        {
            for (int i = 1; i < values.Count; i++)
                cuts.Add(Between(values[i - 1], values[i]));
        }
        else
        {
            CutEvenly(values, counts, sorted.Length, maxBins, cuts);
        }
        return new ColumnBins([.. cuts], hasMissing, null);
    }

    /// <summary>A bin for each of the most frequent categories; the others count as missing.</summary>
    /// <param name="counts">Rows of each category by its code.</param>
    /// <param name="missing">Rows without one.</param>
    /// <param name="maxBins">2 to 255.</param>
    public static ColumnBins OfCategories(int[] counts, int missing, int maxBins)
    {
        int[] codes = [.. Enumerable.Range(0, counts.Length).Where(code => counts[code] > 0).OrderByDescending(code => counts[code]).ThenBy(code => code)];
        bool others = missing > 0 || codes.Length > maxBins;
        return new ColumnBins([], others, codes.Length > maxBins ? codes[..maxBins] : codes);
    }

    /// <summary>A number from <paramref name="low"/> up to, and without, <paramref name="high"/>: their middle where floats have one.</summary>
    public static float Between(float low, float high)
    {
        float middle = (float)(((double)low + high) / 2);
        return middle < high ? middle : low;
    }

    private static void CutEvenly(List<float> values, List<int> counts, int total, int maxBins, List<float> cuts)
    {
        double mean = (double)total / maxBins;
        int restBins = maxBins, rest = total;
        bool[] isBig = new bool[values.Count];
        for (int i = 0; i < values.Count; i++)
        {
            if (counts[i] < mean)
                continue;
            isBig[i] = true;
            restBins--;
            rest -= counts[i];
        }
        mean = rest / (double)Math.Max(1, restBins);
        int inBin = 0;
        for (int i = 0; i + 1 < values.Count && cuts.Count + 1 < maxBins; i++)
        {
            if (!isBig[i])
                rest -= counts[i];
            inBin += counts[i];
            if (!isBig[i] && inBin < mean && !(isBig[i + 1] && inBin >= Math.Max(1, mean / 2)))
                continue;
            cuts.Add(Between(values[i], values[i + 1]));
            inBin = 0;
            if (!isBig[i])
                mean = rest / (double)Math.Max(1, --restBins);
        }
    }
}
