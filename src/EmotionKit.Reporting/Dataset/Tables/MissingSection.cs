using EmotionKit.Tabular;

namespace EmotionKit.Reporting;

/// <summary>Where a table has no values: which columns, which rows, and which columns together.</summary>
internal static class MissingSection
{
    private const int Blocks = 60;
    private const int DrawnColumns = 60;
    private const int Patterns = 12;

    public static ReportSection Build(TableColumns columns, CancellationToken cancellation)
    {
        ColumnProfile[] profiles = [.. columns.Profile.Columns.Where(c => c.Missing > 0).OrderByDescending(c => c.Missing)];
        TableColumn name = new("column", "column"), count = new("rows", "rows") { Format = "#,0" }, share = new("share", "share of the rows") { Format = "P1" };
        var table = new ReportTable("Missing values", [name, count, share], [.. profiles.Select(c => new object?[] { c.Name, c.Missing, c.MissingShare })]);
        var parts = new List<ReportPart>
        {
            new ReportChart("Missing values per column", "Bars: which share of the rows has no value in each column that lacks some.", table, ChartSpec.Bars(name, share, profiles.Length)),
            Map(columns, [.. profiles.Take(DrawnColumns).Select(p => columns.All.First(c => c.Name == p.Name))], cancellation),
        };
        if (profiles.Length > 1)
            parts.Add(Together(columns, [.. profiles.Select(p => columns.All.First(c => c.Name == p.Name))]));
        return new ReportSection("Missing values", parts)
        {
            Text = "A map that is even from left to right says that values are missing at random places; a step says that rows were collected differently. "
                + "Columns that are missing together often come from one source.",
        };
    }

    private static ReportChart Map(TableColumns columns, ColumnValues[] missing, CancellationToken cancellation)
    {
        TableColumn from = new("from", "row") { Format = "#,0" }, to = new("to", "to row") { Format = "#,0" }, name = new("column", "column"), share = new("share", "share missing") { Format = "P0" };
        int rows = columns.Table.Rows, blocks = Math.Min(Blocks, rows);
        var cells = new object?[missing.Length][][];
        ParallelLoop.Run(
            missing.Length, Execution.Threads,
            c => cells[c] = [.. Enumerable.Range(0, blocks).Select(b =>
            {
                int start = (int)((long)rows * b / blocks), end = (int)((long)rows * (b + 1) / blocks), gone = 0;
                for (int row = start; row < end; row++)
                    gone += missing[c].IsMissing(row) ? 1 : 0;
                return new object?[] { start, end, missing[c].Name, (double)gone / (end - start) };
            })],
            cancellation);
        const string Title = "Map of missing values";
        return new ReportChart(
            Title, "Cells: which share of the values is missing in each stretch of rows, column by column.",
            new ReportTable(Title, [from, to, name, share], [.. cells.SelectMany(c => c)]), ChartSpec.Strips(from, to, name, share, missing.Length));
    }

    private static ReportTable Together(TableColumns columns, ColumnValues[] missing)
    {
        var patterns = new Dictionary<string, int>(StringComparer.Ordinal);
        var names = new List<string>(missing.Length);
        for (int row = 0; row < columns.Table.Rows; row++)
        {
            names.Clear();
            foreach (ColumnValues column in missing)
            {
                if (column.IsMissing(row))
                    names.Add(column.Name);
            }
            string pattern = names.Count == 0 ? "none" : string.Join(", ", names);
            patterns[pattern] = patterns.GetValueOrDefault(pattern) + 1;
        }
        return new ReportTable(
            patterns.Count > Patterns ? $"Columns that are missing together (the {Patterns} most frequent of {patterns.Count} patterns)" : "Columns that are missing together",
            [new("columns", "columns without a value") { Wraps = true }, new("rows", "rows") { Format = "#,0" }, new("share", "share") { Format = "P1" }],
            [.. patterns.OrderByDescending(p => p.Value).ThenBy(p => p.Key, StringComparer.Ordinal).Take(Patterns).Select(p => new object?[] { p.Key, p.Value, (double)p.Value / columns.Table.Rows })]);
    }
}
