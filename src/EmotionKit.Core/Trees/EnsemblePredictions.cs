using System.Buffers;

namespace EmotionKit.Trees;

/// <summary>What predictions of all ensembles have in common.</summary>
internal static class EnsemblePredictions
{
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static int CountRows(TreeEnsemble ensemble, ReadOnlySpan<float> rows, int results, int width)
    {
        int count = rows.Length / ensemble.Columns;
        if (rows.Length % ensemble.Columns != 0)
            throw new ArgumentException($"rows: expected whole rows of {ensemble.Columns} features, got {rows.Length} values.", nameof(rows));
        if (results != (long)count * width)
            throw new ArgumentException($"expected room for {count} rows of {width} results, {(long)count * width} values, got {results}.", nameof(results));
        return count;
    }

    /// <summary>The sums of the leaves' values, [row, output], in an array of the shared pool.</summary>
    public static double[] Sum(TreeEnsemble ensemble, ReadOnlySpan<float> rows, int count)
    {
        int length = checked(count * ensemble.Outputs);
        double[] sums = ArrayPool<double>.Shared.Rent(length);
        sums.AsSpan(0, length).Clear();
        EnsembleScorer.Add(ensemble, rows, sums.AsSpan(0, length), Execution.Threads);
        return sums;
    }
}
