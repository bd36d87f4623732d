using System.Globalization;

namespace EmotionKit.Tabular;

/// <summary>Decides which features stay.</summary>
internal static class CorrelationSelector
{
    /// <summary>What becomes of every feature, in their order.</summary>
    /// <param name="data">The features.</param>
    /// <param name="targets">One or several columns of the label, of which for each feature the most correlated counts.</param>
    /// <param name="options">The limits.</param>
    /// <param name="threads">Threads at most.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static FeatureSelection[] Select(NumberMatrix data, double[][] targets, SelectByCorrelationOptions options, int threads, CancellationToken cancellation)
    {
        double[][] columns = new double[data.Columns][];
        double[] withLabel = new double[data.Columns];
        ParallelLoop.Run(
            data.Columns,
            threads,
            column =>
            {
                columns[column] = new double[data.Rows];
                data.CopyColumn(column, columns[column]);
                withLabel[column] = double.NaN;
                foreach (double[] target in targets)
                {
                    double found = Correlation.Of(options.Method, columns[column], target);
                    if (!(Math.Abs(found) <= Math.Abs(withLabel[column])) && !double.IsNaN(found))
                        withLabel[column] = found;
                }
            },
            cancellation);

        string?[] reasons = new string?[data.Columns];
        var kept = new List<int>();
        foreach (int column in Enumerable.Range(0, data.Columns).OrderByDescending(i => double.IsNaN(withLabel[i]) ? -1 : Math.Abs(withLabel[i])).ThenBy(i => i))
        {
            reasons[column] = double.IsNaN(withLabel[column]) ? "does not vary"
                : Math.Abs(withLabel[column]) < options.MinLabelCorrelation ? $"its correlation with the label, {Text(withLabel[column])}, is below {Text(options.MinLabelCorrelation)}"
                : Redundant(column, kept, columns, data, options, threads, cancellation);
            if (reasons[column] is null)
                kept.Add(column);
        }
        return [.. Enumerable.Range(0, data.Columns).Select(i => new FeatureSelection(
            i, data.Names is { } names && i < names.Count ? names[i] : null, withLabel[i], reasons[i] is null, reasons[i]))];
    }

    private static string? Redundant(
        int column, List<int> kept, double[][] columns, NumberMatrix data, SelectByCorrelationOptions options, int threads, CancellationToken cancellation)
    {
        if (options.MaxMutualCorrelation is not { } most || kept.Count == 0)
            return null;
        double[] mutual = new double[kept.Count];
        ParallelLoop.Run(kept.Count, threads, i => mutual[i] = Correlation.Of(options.Method, columns[column], columns[kept[i]]), cancellation);
        for (int i = 0; i < mutual.Length; i++)
        {
            if (Math.Abs(mutual[i]) > most)
                return $"its correlation with feature {data.Describe(kept[i])}, {Text(mutual[i])}, is above {Text(most)}";
        }
        return null;
    }

    private static string Text(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
