using EmotionKit.Tabular;

namespace EmotionKit.Reporting;

/// <summary>Charts of values per group that reports on data sets share.</summary>
internal static class GroupCharts
{
    private const int Bins = 30;

    /// <summary>Boxes of the values of each group; null where no group has a value.</summary>
    public static ReportChart? Boxes(string title, string description, string group, string value, string format, IEnumerable<(string Group, double Value)> values)
    {
        TableColumn name = new("group", group), middle = new("median", value) { Format = format };
        TableColumn[] columns =
        [
            name, new("rows", "rows"), new("p5", "5th percentile") { Format = format }, new("p25", "lower quartile") { Format = format }, middle,
            new("p75", "upper quartile") { Format = format }, new("p95", "95th percentile") { Format = format },
        ];
        var rows = new List<IReadOnlyList<object?>>();
        foreach (IGrouping<string, double> one in values.GroupBy(v => v.Group, v => v.Value, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            if (Quartiles.Of(one) is { } box)
                rows.Add([one.Key, one.Count(double.IsFinite), box.P5, box.P25, box.Median, box.P75, box.P95]);
        }
        return rows.Count == 0 ? null : new ReportChart(title, description, new ReportTable(title, columns, rows), ChartSpec.Boxes(columns, rows.Count)) { Narrow = true };
    }

    /// <summary>A histogram of finite values; null where there are none.</summary>
    public static ReportChart? Histogram(string title, string description, string value, string format, IEnumerable<double> values)
    {
        double[] sorted = [.. values.Where(double.IsFinite).Order()];
        if (sorted.Length == 0)
            return null;
        double[] edges = Edges(sorted[0], sorted[^1], Bins);
        TableColumn from = new("from", value) { Format = format }, to = new("to", "to") { Format = format }, count = new("rows", "rows");
        int[] counts = Counts(sorted, edges);
        return new ReportChart(
            title, description,
            new ReportTable(title, [from, to, count], [.. counts.Select((n, i) => new object?[] { edges[i], edges[i + 1], n })]),
            ChartSpec.Histogram(from, to, count))
        {
            Narrow = true,
        };
    }

    /// <summary>How many rows there are of each group, and of which others; null for one group.</summary>
    public static ReportChart? Counts(string title, string description, string group, string unit, IEnumerable<string> groups)
    {
        TableColumn name = new("group", group), count = new("rows", unit);
        var rows = groups.CountBy(g => g, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new object?[] { g.Key, g.Value }).ToArray();
        return rows.Length < 2 ? null : new ReportChart(title, description, new ReportTable(title, [name, count], rows), ChartSpec.Bars(name, count, rows.Length)) { Narrow = true };
    }

    /// <summary>Bins of equal width, at round numbers; the first holds the least value, the last the greatest.</summary>
    public static double[] Edges(double least, double greatest, int bins)
    {
        if (!(greatest - least > 1e-9 * Math.Max(Math.Abs(least), Math.Abs(greatest))))
            return [least - 0.5, least + 0.5];
        double raw = (greatest - least) / bins, power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        double step = power * (raw / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
        double start = Math.Floor(least / step) * step;
        int count = Math.Max(1, (int)Math.Floor((greatest - start) / step) + 1);
        return [.. Enumerable.Range(0, count + 1).Select(i => start + i * step)];
    }

    /// <summary>How many values fall into each bin; those outside count to the nearest.</summary>
    public static int[] Counts(IEnumerable<double> values, double[] edges)
    {
        int[] counts = new int[edges.Length - 1];
        double step = edges[1] - edges[0];
        foreach (double value in values)
            counts[(int)Math.Clamp(Math.Floor((value - edges[0]) / step), 0, counts.Length - 1)]++;
        return counts;
    }
}
