namespace EmotionKit.Trees;

/// <summary>Checks of the rows that trees learn from.</summary>
internal static class TreeRows
{
    /// <exception cref="ArgumentException">No rows, lengths that do not fit, a label out of range, an infinite feature, or a weight that is negative or
    /// not finite; row and column are named.</exception>
    public static void Validate(ReadOnlySpan<float> x, int columns, ReadOnlySpan<int> labels, int classes, ReadOnlySpan<float> weights) =>
        Validate(x, [], columns, labels, classes, weights);

    /// <summary>Checks the rows of <paramref name="x"/> at <paramref name="places"/>, or all where that is empty; labels and weights are theirs.</summary>
    /// <exception cref="ArgumentException">As for all rows.</exception>
    public static void Validate(ReadOnlySpan<float> x, ReadOnlySpan<int> places, int columns, ReadOnlySpan<int> labels, int classes, ReadOnlySpan<float> weights)
    {
        Check.InRange(columns, 1, TreeLimits.Columns);
        Check.AtLeast(classes, 2);
        if (labels.IsEmpty)
            throw new ArgumentException("labels: expected at least one row to train on, got none.", nameof(labels));
        if (!places.IsEmpty)
            Check.Length(places.Length, labels.Length, nameof(places));
        else if (x.Length != (long)labels.Length * columns)
        {
            throw new ArgumentException(
                $"x: expected {labels.Length} rows of {columns} features, {(long)labels.Length * columns} values, got {x.Length}.", nameof(x));
        }
        if (!weights.IsEmpty)
            Check.Length(weights.Length, labels.Length, nameof(weights));
        for (int i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= (uint)classes)
                throw new ArgumentException($"labels: expected a class from 0 to {classes - 1}, got {labels[i]} in row {i}.", nameof(labels));
            if (!weights.IsEmpty && !(weights[i] >= 0 && float.IsFinite(weights[i])))
                throw new ArgumentException($"weights: expected a finite number of at least 0, got {weights[i]} in row {i}.", nameof(weights));
        }
        if (places.IsEmpty)
        {
            RequireFinite(x, columns, 0);
            return;
        }
        foreach (int place in places)
            RequireFinite(x.Slice(place * columns, columns), columns, place);
    }

    /// <summary>The rows that are meant, one behind the other.</summary>
    public static float[] Gather(ReadOnlySpan<float> x, int columns, ReadOnlySpan<int> places)
    {
        float[] gathered = GC.AllocateUninitializedArray<float>(checked(places.Length * columns));
        for (int i = 0; i < places.Length; i++)
            x.Slice(places[i] * columns, columns).CopyTo(gathered.AsSpan(i * columns));
        return gathered;
    }

    /// <summary>The weight of each class; at least two classes have some.</summary>
    /// <exception cref="ArgumentException">Fewer than two classes have rows of a weight above 0.</exception>
    public static double[] ClassTotals(ReadOnlySpan<int> labels, int classes, ReadOnlySpan<float> weights)
    {
        double[] totals = new double[classes];
        for (int i = 0; i < labels.Length; i++)
            totals[labels[i]] += weights.IsEmpty ? 1 : weights[i];
        int present = totals.Count(total => total > 0);
        if (present >= 2)
            return totals;
        string got = present == 0 ? "none" : $"only class {Array.FindIndex(totals, t => t > 0)}";
        throw new ArgumentException($"labels: expected rows of at least two classes (of weight above 0), got {got}.", nameof(labels));
    }

    /// <summary>What a row of each class counts, so that classes that occur have the same total; 1 for each without balancing.</summary>
    public static double[] ClassFactors(double[] totals, bool balance)
    {
        double all = totals.Sum();
        int present = totals.Count(total => total > 0);
        return Array.ConvertAll(totals, total => balance && total > 0 ? all / (present * total) : 1);
    }

    private static void RequireFinite(ReadOnlySpan<float> x, int columns, int firstRow)
    {
        for (int i = 0; i < x.Length; i++)
        {
            if (float.IsInfinity(x[i]))
            {
                throw new ArgumentException(
                    $"x: expected finite features, or NaN for a missing one, got {x[i]} in row {firstRow + i / columns}, column {i % columns}.", nameof(x));
            }
        }
    }
}
