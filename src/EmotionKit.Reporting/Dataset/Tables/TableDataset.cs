using System.Globalization;
using EmotionKit.Tabular;

namespace EmotionKit.Reporting;

/// <summary>Makes the report of a table.</summary>
internal static class TableDataset
{
    private const int ListedRows = 20;

    public static Report Build(Table table, DatasetReportOptions options, IProgress<DatasetProgress>? progress, CancellationToken cancellation)
    {
        DataProfileOptions profiling = options.Profile;
        if (profiling.LabelColumnName is null && (options.LabelColumnName != "Label" || table.Columns.Any(c => c.Name == options.LabelColumnName)))
            profiling = profiling with { LabelColumnName = options.LabelColumnName };
        var profile = DataProfiler.Profile(table, profiling, Execution.Threads, cancellation);
        var columns = new TableColumns(table, profile);
        long missing = profile.Columns.Sum(c => (long)c.Missing);
        double cells = (double)profile.Rows * profile.Columns.Count;
        var sections = new List<ReportSection> { Overview(profile, missing / cells), Columns(profile) };
        if (missing > 0)
            sections.Add(MissingSection.Build(columns, cancellation));
        sections.Add(DistributionSection.Build(columns, options, progress, cancellation));
        if (profile.Label is not null && TellingSection(profile, profiling) is { } telling)
            sections.Add(telling);
        if (CorrelationSection.Build(profile, options.CorrelationThreshold) is { } correlations)
            sections.Add(correlations);
        if (profile.DuplicateRows > 0)
            sections.Add(Duplicates(table, profile));
        return new Report("dataset", options.Title, sections)
        {
            Summary = string.Create(
                CultureInfo.InvariantCulture,
                $"{profile.Rows:#,0} rows of {profile.Columns.Count} columns; {missing / cells:P1} of the cells have no value; copies of other rows: {profile.DuplicateRows:#,0}; remarks: {profile.Remarks.Count}."),
            Info = options.Info,
        };
    }

    private static ReportSection Overview(DataProfile profile, double missing)
    {
        var parts = new List<ReportPart>
        {
            new KeyFigures(
            [
                new("Rows", profile.Rows) { Format = "#,0" },
                new("Columns", profile.Columns.Count) { Format = "0", Note = $"{profile.Columns.Count(c => c.Kind == ColumnKind.Number)} of numbers" },
                new("Missing", missing) { Format = "P1", Note = "of the cells" },
                new("Copies", profile.DuplicateRows) { Format = "#,0", Note = "rows equal to an earlier one" },
                new("Remarks", profile.Remarks.Count) { Format = "0" },
            ]),
        };
        if (profile.Remarks.Count > 0)
            parts.Add(new ReportTable("What to look at first", [new("column", "column"), new("remark", "remark") { Wraps = true }], [.. profile.Remarks.Select(r => new object?[] { r.Column, r.Message })]));
        if (profile.Label is { } label)
        {
            TableColumn value = new("value", label.Column), rows = new("rows", "rows");
            var table = new ReportTable("Classes", [value, rows, new("share", "share") { Format = "P1" }], [.. label.Classes.Select(c => new object?[] { c.Value, c.Count, c.Share })]);
            string unlabelled = label.Missing > 0 ? $" {label.Missing} rows have none." : "";
            parts.Add(new ReportChart($"Classes of {label.Column}", $"Bars: how many rows there are of each class.{unlabelled}", table, ChartSpec.Bars(value, rows, table.Rows.Count)));
        }
        return new ReportSection("Overview", parts);
    }

    private static ReportSection Columns(DataProfile profile)
    {
        const string Number = "#,0.###";
        var parts = new List<ReportPart>();
        ColumnProfile[] numbers = [.. profile.Columns.Where(c => c.Numbers is not null)], others = [.. profile.Columns.Where(c => c.Numbers is null)];
        if (numbers.Length > 0)
        {
            parts.Add(new ReportTable(
                "Numbers",
                [
                    new("column", "column"), new("missing", "missing") { Format = "P1" }, new("distinct", "distinct") { Format = "#,0" }, new("mean", "mean") { Format = Number },
                    new("sd", "standard deviation") { Format = Number }, new("min", "min") { Format = Number }, new("p25", "p25") { Format = Number }, new("median", "median") { Format = Number },
                    new("p75", "p75") { Format = Number }, new("max", "max") { Format = Number }, new("zeros", "zeros") { Format = "#,0" }, new("outliers", "outliers") { Format = "#,0" },
                ],
                [.. numbers.Select(c => new object?[]
                {
                    c.Name, c.MissingShare, c.Distinct, c.Numbers!.Mean, c.Numbers.StandardDeviation, c.Numbers.Minimum, c.Numbers.P25, c.Numbers.Median, c.Numbers.P75, c.Numbers.Maximum, c.Numbers.Zeros, c.Numbers.Outliers,
                })]));
        }
        if (others.Length > 0)
        {
            parts.Add(new ReportTable(
                "Texts and truth values",
                [new("column", "column"), new("kind", "kind"), new("missing", "missing") { Format = "P1" }, new("distinct", "distinct") { Format = "#,0" }, new("top", "most frequent") { Wraps = true }],
                [.. others.Select(c => new object?[]
                {
                    c.Name, c.Kind.ToString().ToLowerInvariant(), c.MissingShare, c.Distinct, string.Join(", ", c.Top.Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Value} ({t.Share:P0})"))),
                })]));
        }
        // Of a column of two values the rarer one is no outlier.
        if (numbers.Where(c => c.Numbers!.Outliers > 0 && c.Distinct > 2).OrderByDescending(c => c.Numbers!.Outliers).ToArray() is { Length: > 0 } wild)
        {
            TableColumn column = new("column", "column"), share = new("share", "share of the values") { Format = "P1" };
            var table = new ReportTable("Outliers", [column, new("rows", "rows") { Format = "#,0" }, share], [.. wild.Select(c => new object?[] { c.Name, c.Numbers!.Outliers, (double)c.Numbers.Outliers / (profile.Rows - c.Missing) })]);
            parts.Add(new ReportChart("Outliers", "Bars: which share of a column's values lies further from the quartiles than the limit.", table, ChartSpec.Bars(column, share, wild.Length)));
        }
        return new ReportSection("Columns", parts);
    }

    /// <summary>How well each column alone tells the label: above the limit it may give it away.</summary>
    private static ReportSection? TellingSection(DataProfile profile, DataProfileOptions options)
    {
        ColumnProfile[] telling = [.. profile.Columns.Where(c => c.LabelAuc is not null).OrderByDescending(c => c.LabelAuc)];
        if (telling.Length == 0)
            return null;
        TableColumn column = new("column", "column"), auc = new("auc", "area under the ROC curve") { Format = "0.000" };
        var table = new ReportTable("What single columns tell of the label", [column, auc], [.. telling.Select(c => new object?[] { c.Name, c.LabelAuc })]);
        return new ReportSection(
            "Telling the label",
            [
                new ReportChart(
                    table.Title, "Bars: the area under the ROC curve of each column alone; the dashed line is the limit from which on a column is said to give the label away.",
                    table, ChartSpec.BarsWithLimit(column, auc, telling.Length, options.LeakageAuc, 0.5, 1)),
            ])
        {
            Text = string.Create(
                CultureInfo.InvariantCulture,
                $"0.5 is chance, 1 perfect, by the labels of other rows. From {options.LeakageAuc:0.00} on ask whether the column is known before the label is: what is filled in afterwards gives it away."),
        };
    }

    private static ReportSection Duplicates(Table table, DataProfile profile)
    {
        bool[] isCopy = DuplicateRows.Find(table);
        int[] rows = [.. Enumerable.Range(0, isCopy.Length).Where(i => isCopy[i]).Take(ListedRows)];
        string title = profile.DuplicateRows > ListedRows ? string.Create(CultureInfo.InvariantCulture, $"Copies (the first {ListedRows} of {profile.DuplicateRows:#,0})") : "Copies";
        var shown = table.Columns.Take(12).Select((c, i) => (Column: new TableColumns.Values(c), Head: new TableColumn($"c{i}", c.Name) { Format = "0.####" })).ToArray();
        return new ReportSection(
            "Copies",
            [new ReportTable(title, [new("row", "row"), .. shown.Select(s => s.Head)], [.. rows.Select(r => (object?[])[r, .. shown.Select(s => s.Column.Text(r))])])])
        {
            Text = "Rows that are equal to an earlier one in every column, counted from 0. Where they are the same customer twice, keep both on one side of a split, or drop one.",
        };
    }
}
