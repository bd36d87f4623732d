using System.Globalization;
using EmotionKit.Tabular;

namespace EmotionKit.Reporting;

/// <summary>Which columns say the same: heatmaps with the pairs at the threshold marked.</summary>
internal static class CorrelationSection
{
    private const int DrawnColumns = 40;
    private const int LabelledColumns = 14;

    public static ReportSection? Build(DataProfile profile, double threshold)
    {
        var parts = new List<ReportPart>();
        var pairs = new List<IReadOnlyList<object?>>();
        Add(profile.Pearson, "Pearson correlation", -1);
        Add(profile.Spearman, "Spearman rank correlation", -1);
        Add(profile.CramersV, "Cramér's V", 0);
        if (parts.Count == 0)
            return null;
        TableColumn[] columns = [new("measure", "measure"), new("a", "column"), new("b", "column"), new("value", "value") { Format = "0.00" }];
        string limit = threshold.ToString("0.00", CultureInfo.InvariantCulture);
        if (pairs.Count > 0)
            parts.Add(new ReportTable($"Pairs from {limit} on", columns, [.. pairs.OrderByDescending(p => Math.Abs((double)p[3]!))]));
        return new ReportSection("Correlations", parts)
        {
            Text = $"Pairs of columns whose value is {limit} or more, by its size, are framed{(pairs.Count == 0 ? "; there are none" : "")}. "
                + "SelectByCorrelation leaves one column of each pair above its MaxMutualCorrelation. Columns that do not vary are blank.",
        };

        void Add(CorrelationMatrix matrix, string name, double least)
        {
            int count = Math.Min(matrix.Columns.Count, DrawnColumns);
            if (count < 2)
                return;
            TableColumn x = new("x", "column"), y = new("y", "with"), value = new("value", least < 0 ? "correlation" : name) { Format = "0.00" };
            var rows = new List<IReadOnlyList<object?>>();
            for (int i = 0; i < matrix.Columns.Count; i++)
            {
                for (int j = 0; j < matrix.Columns.Count; j++)
                {
                    double cell = matrix.Values[i][j];
                    if (i < count && j < count)
                        rows.Add([matrix.Columns[j], matrix.Columns[i], double.IsNaN(cell) ? null : cell]);
                    if (i < j && Math.Abs(cell) >= threshold)
                        pairs.Add([name, matrix.Columns[i], matrix.Columns[j], cell]);
                }
            }
            parts.Add(new ReportChart(
                name, $"Cells: {name} of each pair of columns; pairs at the threshold or beyond are framed.", new ReportTable(name, [x, y, value], rows),
                ChartSpec.Marked(ChartSpec.Heatmap(x, y, value, count, ".2f", least, 1, diverging: least < 0, labels: count <= LabelledColumns, titles: false), x, y, value, threshold)));
        }
    }
}
