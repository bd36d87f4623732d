namespace EmotionKit.Tabular;

/// <summary>What methods that take rows away have in common.</summary>
internal static class Cleaning
{
    /// <summary>Whether rows of each class may go.</summary>
    /// <exception cref="ArgumentException">There is only one class.</exception>
    public static bool[] MayGo(SampleSet samples, CleaningScope scope, string component)
    {
        int[] counts = SamplingStrategy.RequireTwoClasses(samples, component);
        bool[] may = new bool[counts.Length];
        Array.Fill(may, true);
        if (scope == CleaningScope.NotMinority)
        {
            int fewest = counts.Where(count => count > 0).Min();
            may[Array.IndexOf(counts, fewest)] = false;
        }
        return may;
    }

    /// <summary>The set without some rows.</summary>
    /// <exception cref="ArgumentException">Nothing would be left of a class.</exception>
    public static SampleSet Without(SampleSet samples, bool[] goes, string component)
    {
        SampleSet rest = samples.Take([.. Enumerable.Range(0, samples.Rows).Where(row => !goes[row])]);
        int[] before = samples.Counts(), after = rest.Counts();
        for (int label = 0; label < before.Length; label++)
        {
            if (before[label] > 0 && after[label] == 0)
                throw new ArgumentException($"{component}: class '{samples.ClassNames[label]}': all {before[label]} rows would go: clean fewer classes.");
        }
        return rest;
    }
}
