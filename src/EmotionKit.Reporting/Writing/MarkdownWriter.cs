using System.Globalization;
using System.Text;

namespace EmotionKit.Reporting;

/// <summary>Writes a report as GitHub-flavoured Markdown.</summary>
internal static class MarkdownWriter
{
    private const int MaxRows = 50;

    public static string Write(Report report)
    {
        var text = new StringBuilder();
        Line(text, $"# {Escape(report.Title)}");
        if (report.Summary is not null)
            Line(text, Escape(report.Summary));
        if (report.Info.Count > 0)
            Line(text, string.Join("  \n", report.Info.Select(i => $"{Escape(i.Key)}: {Escape(i.Value)}")));
        foreach (ReportSection section in report.Sections)
        {
            Line(text, $"## {Escape(section.Title)}");
            if (section.Text is not null)
                Line(text, Escape(section.Text));
            foreach (ReportPart part in section.Parts)
                Write(text, part);
        }
        return text.ToString();
    }

    private static void Write(StringBuilder text, ReportPart part)
    {
        switch (part)
        {
            case KeyFigures figures:
                Table(text, new ReportTable(
                    "", [new("figure", "figure"), new("value", "value"), new("interval", "interval"), new("note", "note")],
                    [.. figures.Figures.Select(f => new object?[] { f.Name, JsonText.Text(f.Value, f.Format), Interval(f), f.Note })]));
                break;
            case ReportTable table:
                Table(text, table);
                break;
            case ReportChart chart:
                Table(text, chart.Data with { Title = chart.Title });
                break;
            case ReportMedia media:
                Line(text, $"**{Escape(media.Title)}**");
                Line(text, string.Join('\n', media.Items.Select(m => m.Note is null ? $"- {Escape(m.Caption)}" : $"- {Escape(m.Caption)}: {Escape(m.Note)}")));
                break;
            case ReportText paragraph:
                Line(text, Escape(paragraph.Text));
                break;
        }
    }

    private static string Interval(KeyFigure figure) => figure is { Low: { } low, High: { } high }
        ? $"{JsonText.Text(low, figure.Format)} to {JsonText.Text(high, figure.Format)}"
        : "";

    private static void Table(StringBuilder text, ReportTable table)
    {
        if (table.Title.Length > 0)
            Line(text, $"**{Escape(table.Title)}**");
        bool[] numeric = [.. Enumerable.Range(0, table.Columns.Count).Select(c => table.Rows.Any(r => JsonText.IsNumber(r[c])))];
        text.Append("| ").AppendJoin(" | ", table.Columns.Select(c => Escape(c.Name))).Append(" |\n");
        text.Append('|').AppendJoin('|', numeric.Select(n => n ? "---:" : "---")).Append("|\n");
        foreach (IReadOnlyList<object?> row in table.Rows.Take(MaxRows))
            text.Append("| ").AppendJoin(" | ", row.Select((cell, i) => Escape(JsonText.Text(cell, table.Columns[i].Format)))).Append(" |\n");
        if (table.Rows.Count > MaxRows)
            text.Append(CultureInfo.InvariantCulture, $"\n{table.Rows.Count - MaxRows} more rows are in the JSON and HTML forms.\n");
        text.Append('\n');
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append("\n\n");

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (c is '|' or '*' or '_' or '`' or '<' or '[' or ']' or '\\' or '#')
                escaped.Append('\\');
            escaped.Append(c is '\n' or '\r' ? ' ' : c);
        }
        return escaped.ToString();
    }
}
