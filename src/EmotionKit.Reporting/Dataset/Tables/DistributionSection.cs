using System.Text.Json.Nodes;
using EmotionKit.Tabular;

namespace EmotionKit.Reporting;

/// <summary>How the values of each column are distributed, class by class.</summary>
internal static class DistributionSection
{
    private const int Bins = 24;
    private const int Categories = 12;
    private const string Other = "(others)";

    public static ReportSection Build(TableColumns columns, DatasetReportOptions options, IProgress<DatasetProgress>? progress, CancellationToken cancellation)
    {
        ColumnValues[] drawn = [.. columns.All.Where(c => c != columns.Label && !Enumerable.Range(0, columns.Table.Rows).All(c.IsMissing)).Take(options.MaxDistributions)];
        var charts = new ReportChart[drawn.Length];
        var counter = new ProgressCounter(progress, drawn.Length);
        ParallelLoop.Run(
            drawn.Length, Execution.Threads,
            i =>
            {
                charts[i] = drawn[i].Kind == ColumnKind.Number ? Numbers(drawn[i], columns) : Texts(drawn[i], columns);
                counter.Add();
            },
            cancellation);
        string split = columns.Label is { } label ? $" Each class of {label.Name} is shown in shares of its own rows, so that rare classes can be compared." : "";
        string left = columns.All.Length - (columns.Label is null ? 0 : 1) > drawn.Length ? $" {drawn.Length} columns are drawn." : "";
        return new ReportSection("Distributions", charts)
        {
            Text = $"Numbers beyond the 1st and 99th percentile count to the outermost bars; of texts the {Categories} most frequent values are shown.{split}{left}",
        };
    }

    private static ReportChart Numbers(ColumnValues column, TableColumns columns)
    {
        double[] values = column.Numbers!;
        double[] sorted = [.. values.Where(v => !double.IsNaN(v)).Order()];
        double least = Quantiles.Of(sorted, 0.01), greatest = Quantiles.Of(sorted, 0.99);
        bool whole = Array.TrueForAll(sorted, v => v == Math.Floor(v));
        double[] edges = GroupCharts.Edges(least, greatest, whole ? (int)Math.Clamp(greatest - least, 1, Bins) : Bins);
        TableColumn from = new("from", column.Name) { Format = "#,0.####" }, to = new("to", "to") { Format = "#,0.####" }, rows = new("rows", "rows") { Format = "#,0" };
        string description = $"Bars: how often values of {column.Name} fall into which interval.";
        if (columns.Label is null)
        {
            int[] counts = GroupCharts.Counts(sorted, edges);
            var plain = new ReportTable(column.Name, [from, to, rows], [.. counts.Select((n, i) => new object?[] { edges[i], edges[i + 1], n })]);
            return new ReportChart(column.Name, description, plain, ChartSpec.Histogram(from, to, rows)) { Narrow = true };
        }
        TableColumn name = new("class", columns.Label.Name), share = new("share", "share of the class") { Format = "P1" };
        var cells = new List<IReadOnlyList<object?>>();
        for (int k = 0; k < columns.Classes.Length; k++)
        {
            int[] counts = GroupCharts.Counts(Enumerable.Range(0, values.Length).Where(i => columns.ClassOfRow[i] == k && !double.IsNaN(values[i])).Select(i => values[i]), edges);
            double all = Math.Max(1, counts.Sum());
            cells.AddRange(counts.Select((n, i) => new object?[] { edges[i], edges[i + 1], columns.Classes[k], n, n / all }));
        }
        return new ReportChart(column.Name, description, new ReportTable(column.Name, [from, to, name, rows, share], cells), ChartSpec.Overlaid(from, to, share, name)) { Narrow = true };
    }

    private static ReportChart Texts(ColumnValues column, TableColumns columns)
    {
        int[] codes = column.Codes;
        int[] totals = new int[column.Categories.Length];
        foreach (int code in codes)
        {
            if (code >= 0)
                totals[code]++;
        }
        int[] order = [.. Enumerable.Range(0, totals.Length).OrderByDescending(i => totals[i]).ThenBy(i => column.Categories[i], StringComparer.Ordinal)];
        bool gathers = order.Length > Categories;
        int shown = gathers ? Categories : order.Length;
        int[] placeOfCode = new int[order.Length];
        for (int i = 0; i < order.Length; i++)
            placeOfCode[order[i]] = Math.Min(i, shown);
        string[] names = [.. order.Take(shown).Select(i => column.Categories[i]), .. gathers ? (string[])[Other] : []];
        TableColumn value = new("value", column.Name), rows = new("rows", "rows") { Format = "#,0" };
        string description = $"Bars: how often {column.Name} has which value.";
        if (columns.Label is null)
        {
            int[] counts = new int[names.Length];
            foreach (int code in codes)
            {
                if (code >= 0)
                    counts[placeOfCode[code]]++;
            }
            return new ReportChart(column.Name, description, new ReportTable(column.Name, [value, rows], [.. names.Select((n, i) => new object?[] { n, counts[i] })]), ChartSpec.Bars(value, rows, names.Length)) { Narrow = true };
        }
        TableColumn name = new("class", columns.Label.Name), share = new("share", "share of the class") { Format = "P1" };
        int[] cells = new int[names.Length * columns.Classes.Length];
        int[] known = new int[columns.Classes.Length];
        for (int row = 0; row < codes.Length; row++)
        {
            int k = columns.ClassOfRow[row];
            if (codes[row] < 0 || k < 0)
                continue;
            cells[placeOfCode[codes[row]] * known.Length + k]++;
            known[k]++;
        }
        var table = new List<IReadOnlyList<object?>>();
        for (int i = 0; i < names.Length; i++)
        {
            for (int k = 0; k < known.Length; k++)
                table.Add([names[i], columns.Classes[k], cells[i * known.Length + k], cells[i * known.Length + k] / (double)Math.Max(1, known[k])]);
        }
        JsonObject spec = ChartSpec.GroupedBars(value, share, name, names.Length, known.Length);
        return new ReportChart(column.Name, description, new ReportTable(column.Name, [value, name, rows, share], table), spec) { Narrow = true };
    }
}
