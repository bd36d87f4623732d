namespace EmotionKit.Neural;

/// <summary>Keeps a part of the training rows for validation: of each class alike, whole groups, and never the last training rows of a
/// class.</summary>
internal static class ValidationSplit
{
    public static (int[] Train, int[] Validation) Choose(NetworkExamples examples, double fraction, long seed)
    {
        int classes = 0;
        foreach (int label in examples.Labels)
            classes = Math.Max(classes, label + 1);
        int[][] units = Units(examples);
        new DeterministicRandom(SeedStream.Of(seed, SeedStream.Split)).Shuffle(units.AsSpan());
        int[] left = Count(Enumerable.Range(0, examples.Count), examples, classes);
        double[] wanted = [.. left.Select(count => count * fraction)];
        bool[] chosen = new bool[examples.Count];
        foreach (int[] unit in units)
        {
            int[] counts = Count(unit, examples, classes);
            // A unit is taken where it brings the classes nearer to what is wanted of them.
            double gain = 0;
            bool empties = false;
            for (int k = 0; k < classes; k++)
            {
                gain += Math.Abs(wanted[k]) - Math.Abs(wanted[k] - counts[k]);
                empties |= counts[k] > 0 && counts[k] == left[k];
            }
            if (gain <= 0 || empties)
                continue;
            for (int k = 0; k < classes; k++)
            {
                wanted[k] -= counts[k];
                left[k] -= counts[k];
            }
            foreach (int row in unit)
                chosen[row] = true;
        }
        int[] all = [.. Enumerable.Range(0, examples.Count)];
        return ([.. all.Where(row => !chosen[row])], [.. all.Where(row => chosen[row])]);
    }

    private static int[][] Units(NetworkExamples examples)
    {
        if (!examples.HasGroups)
            return [.. Enumerable.Range(0, examples.Count).Select(row => new[] { row })];
        int[] groups = examples.Groups.ToArray();
        return [.. Enumerable.Range(0, examples.Count).GroupBy(row => groups[row]).Select(group => group.ToArray())];
    }

    private static int[] Count(IEnumerable<int> rows, NetworkExamples examples, int classes)
    {
        int[] counts = new int[classes];
        foreach (int row in rows)
            counts[examples.Labels[row]]++;
        return counts;
    }
}
