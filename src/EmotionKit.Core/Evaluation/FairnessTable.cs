namespace EmotionKit.Evaluation;

/// <summary>Compares how groups of people fare under one model and one threshold.</summary>
public static class FairnessTable
{
    /// <summary>Makes the table.</summary>
    /// <param name="groups">The group of each row; null or empty is "missing".</param>
    /// <param name="positive">Whether each row is bad.</param>
    /// <param name="probabilities">The predicted probability of each row of being bad, 0 to 1.</param>
    /// <param name="threshold">Rows with at least this probability are refused.</param>
    /// <returns>One row per group, in ordinal order of the names.</returns>
    /// <exception cref="ArgumentException">No rows, lengths that differ, or a value that is no probability.</exception>
    public static IReadOnlyList<FairnessRow> Compute(
        IReadOnlyList<string?> groups, ReadOnlySpan<bool> positive, ReadOnlySpan<double> probabilities, double threshold)
    {
        ArgumentNullException.ThrowIfNull(groups);
        if (positive.IsEmpty)
            throw new ArgumentException("positive: expected at least one row, got none.", nameof(positive));
        Check.Length(groups.Count, positive.Length, nameof(groups));
        Check.Length(probabilities.Length, positive.Length, nameof(probabilities));
        var members = new SortedDictionary<string, List<int>>(StringComparer.Ordinal);
        for (int i = 0; i < groups.Count; i++)
        {
            string name = groups[i] is { Length: > 0 } given ? given : "missing";
            if (!members.TryGetValue(name, out List<int>? rows))
                members.Add(name, rows = []);
            rows.Add(i);
        }
        var table = new List<FairnessRow>(members.Count);
        double highest = 0;
        foreach ((string name, List<int> rows) in members)
        {
            FairnessRow row = Row(name, rows, positive, probabilities, threshold);
            table.Add(row);
            highest = Math.Max(highest, row.ApprovalRate);
        }
        for (int g = 0; g < table.Count; g++)
            table[g] = table[g] with { ApprovalRatio = table[g].ApprovalRate / highest };
        return table;
    }

    private static FairnessRow Row(
        string name, List<int> rows, ReadOnlySpan<bool> positive, ReadOnlySpan<double> probabilities, double threshold)
    {
        bool[] truth = new bool[rows.Count];
        double[] p = new double[rows.Count];
        int refusedBad = 0, refusedGood = 0;
        double sum = 0;
        for (int i = 0; i < p.Length; i++)
        {
            truth[i] = positive[rows[i]];
            p[i] = probabilities[rows[i]];
            sum += p[i];
            if (p[i] >= threshold)
            {
                refusedBad += truth[i] ? 1 : 0;
                refusedGood += truth[i] ? 0 : 1;
            }
        }
        var metrics = BinaryMetrics.Compute(truth, p);
        int bad = metrics.Ranking.Positives;
        int good = metrics.Ranking.Negatives;
        return new FairnessRow(
            name, p.Length, bad, 1 - (double)(refusedBad + refusedGood) / p.Length, double.NaN,
            (double)refusedBad / bad, (double)refusedGood / good, sum / p.Length, (double)bad / p.Length, metrics.Ece, metrics.RocAuc);
    }
}
