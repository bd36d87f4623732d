namespace EmotionKit.Tabular;

/// <summary>How many rows each class has after resampling. By default as many as the majority where rows are added, and as many as the minority where
/// they are taken away.</summary>
public sealed record SamplingStrategy
{
    /// <summary>As many rows for every class as the majority has, or, where rows are taken away, the minority.</summary>
    public static SamplingStrategy Balanced { get; } = new();

    /// <summary>Rows of the minority over those of the majority, above 0 and at most 1, for two classes; null for another strategy.</summary>
    public double? Ratio { get; init; }

    /// <summary>Rows per class by its name (true and false for Boolean labels); classes that are not named stay as they are. Null for another strategy.</summary>
    public IReadOnlyDictionary<string, int>? Counts { get; init; }

    /// <summary>Rows of the minority over those of the majority, for two classes.</summary>
    /// <param name="ratio">Above 0 and at most 1.</param>
    public static SamplingStrategy OfRatio(double ratio) => new() { Ratio = ratio };

    /// <summary>Rows per class.</summary>
    /// <param name="counts">By the name of the class; classes that are not named stay as they are.</param>
    public static SamplingStrategy OfCounts(IReadOnlyDictionary<string, int> counts) => new() { Counts = counts };

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A value is outside its range, or there are two strategies.</exception>
    public void Validate()
    {
        if (Ratio is { } ratio)
        {
            Check.Positive(ratio, nameof(Ratio));
            Check.InRange(ratio, 0, 1, nameof(Ratio));
            if (Counts is not null)
                throw new ArgumentException($"{nameof(Counts)}: expected null where {nameof(Ratio)} is set.");
        }
        foreach (int count in Counts?.Values ?? [])
            Check.AtLeast(count, 0, nameof(Counts));
    }

    /// <summary>Rows to add to each class.</summary>
    /// <exception cref="ArgumentException">The strategy does not fit the classes.</exception>
    internal int[] Additions(SampleSet samples, string component)
    {
        int[] counts = RequireTwoClasses(samples, component);
        int majority = counts.Max();
        int[] wanted = Wanted(samples, counts, component, minority => (int)(majority * Ratio!.Value), count => majority, isAdded: true);
        int[] added = new int[counts.Length];
        for (int i = 0; i < added.Length; i++)
        {
            added[i] = wanted[i] - counts[i];
            if (added[i] < 0)
                throw new ArgumentException($"{component}: class '{samples.ClassNames[i]}': expected a number of rows of at least the {counts[i]} that are there, got {wanted[i]}: this only adds rows.");
        }
        return added;
    }

    /// <summary>Rows to keep of each class.</summary>
    /// <exception cref="ArgumentException">The strategy does not fit the classes.</exception>
    internal int[] Remainders(SampleSet samples, string component)
    {
        int[] counts = RequireTwoClasses(samples, component);
        int minority = counts.Where(count => count > 0).Min();
        int[] kept = Wanted(samples, counts, component, _ => (int)(minority / Ratio!.Value), count => Math.Min(count, minority), isAdded: false);
        for (int i = 0; i < kept.Length; i++)
        {
            if (kept[i] > counts[i])
                throw new ArgumentException($"{component}: class '{samples.ClassNames[i]}': expected a number of rows of at most the {counts[i]} that are there, got {kept[i]}: this only takes rows away.");
        }
        return kept;
    }

    /// <summary>Rows per class, of which at least two have rows.</summary>
    /// <exception cref="ArgumentException">There is only one class.</exception>
    internal static int[] RequireTwoClasses(SampleSet samples, string component)
    {
        int[] counts = samples.Counts();
        string[] present = [.. samples.ClassNames.Where((_, i) => counts[i] > 0)];
        return present.Length >= 2
            ? counts
            : throw new ArgumentException($"{component}: expected rows of at least two classes, got {(present.Length == 0 ? "no rows with a label" : $"only '{present[0]}'")}.");
    }

    private int[] Wanted(SampleSet samples, int[] counts, string component, Func<int, int> byRatio, Func<int, int> balanced, bool isAdded)
    {
        if (Counts is not null)
            return ByName(samples, counts, component);
        if (Ratio is null)
            return Array.ConvertAll(counts, count => count == 0 ? 0 : balanced(count));
        int[] present = [.. Enumerable.Range(0, counts.Length).Where(i => counts[i] > 0)];
        if (present.Length != 2)
            throw new ArgumentException($"{component}: a ratio is for two classes, got {present.Length}: give counts, or balance.");
        int[] wanted = [.. counts];
        int smaller = counts[present[1]] <= counts[present[0]] ? present[1] : present[0];
        int changed = isAdded ? smaller : present[0] + present[1] - smaller;
        wanted[changed] = byRatio(counts[changed]);
        return wanted;
    }

    private int[] ByName(SampleSet samples, int[] counts, string component)
    {
        int[] wanted = [.. counts];
        foreach ((string name, int count) in Counts!)
        {
            int label = IndexOf(samples.ClassNames, name);
            if (label < 0)
                throw new ArgumentException($"{component}: Counts: there is no class '{name}'{NearestName.Hint(name, samples.ClassNames)} There are: {string.Join(", ", samples.ClassNames)}.");
            if (counts[label] == 0 && count > 0)
                throw new ArgumentException($"{component}: class '{name}': expected rows to make others from, got none.");
            wanted[label] = count;
        }
        return wanted;
    }

    private static int IndexOf(IReadOnlyList<string> names, string name)
    {
        for (int i = 0; i < names.Count; i++)
        {
            if (names[i].Equals(name, StringComparison.OrdinalIgnoreCase))
                return i;
        }
        return -1;
    }
}
