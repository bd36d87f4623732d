using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace EmotionKit.Reporting;

/// <summary>Writes a report as one HTML file. Scripts and styles are inlined; the page's own policy forbids every request.</summary>
internal static class HtmlWriter
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.Default };

    public static string Write(Report report)
    {
        var html = new StringBuilder(1 << 20);
        html.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.Append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; img-src data: blob:; media-src data:\">\n");
        html.Append("<meta name=\"color-scheme\" content=\"light dark\">\n<title>").Append(Text(report.Title)).Append("</title>\n<style>\n");
        html.Append(Resources.ReadText("report.css")).Append("</style>\n</head>\n<body>\n");
        html.Append("<a class=\"skip\" href=\"#content\">Skip to the content</a>\n<header>\n<h1>").Append(Text(report.Title)).Append("</h1>\n");
        if (report.Summary is not null)
            html.Append("<p class=\"summary\">").Append(Text(report.Summary)).Append("</p>\n");
        html.Append("<button id=\"theme\" type=\"button\">Dark</button>\n</header>\n");
        Contents(html, report);
        html.Append("<main id=\"content\">\n");
        for (int i = 0; i < report.Sections.Count; i++)
            Section(html, report.Sections[i], i);
        Information(html, report);
        html.Append("</main>\n");
        if (report.Sections.Any(s => s.Parts.Any(p => p is ReportChart)))
        {
            html.Append("<!-- Vega, Vega-Lite and Vega-Embed:\n").Append(Resources.ReadText("vega.LICENSE")).Append("-->\n");
            foreach (string library in new[] { "vega.min.js", "vega-lite.min.js", "vega-embed.min.js" })
                html.Append("<script>\n").Append(InlineScript(Resources.ReadText(library))).Append("\n</script>\n");
        }
        html.Append("<script>\n").Append(InlineScript(Resources.ReadText("report.js"))).Append("</script>\n</body>\n</html>\n");
        return html.ToString();
    }

    /// <summary>A script ends at the first such tag, also within a string.</summary>
    private static string InlineScript(string script) => script.Replace("</script", "<\\/script", StringComparison.OrdinalIgnoreCase).Replace("<!--", "<\\!--", StringComparison.Ordinal);

    private static void Contents(StringBuilder html, Report report)
    {
        html.Append("<nav aria-label=\"Sections\"><ul>\n");
        for (int i = 0; i < report.Sections.Count; i++)
            html.Append(CultureInfo.InvariantCulture, $"<li><a href=\"#s{i}\">{Text(report.Sections[i].Title)}</a></li>\n");
        html.Append("</ul></nav>\n");
    }

    private static void Section(StringBuilder html, ReportSection section, int number)
    {
        html.Append(CultureInfo.InvariantCulture, $"<section id=\"s{number}\" aria-labelledby=\"h{number}\">\n<h2 id=\"h{number}\">{Text(section.Title)}</h2>\n");
        if (section.Text is not null)
            html.Append("<p>").Append(Text(section.Text)).Append("</p>\n");
        bool beside = false;
        foreach (ReportPart part in section.Parts)
        {
            bool narrow = part is ReportChart { Narrow: true };
            if (narrow != beside)
                html.Append(narrow ? "<div class=\"beside\">\n" : "</div>\n");
            beside = narrow;
            switch (part)
            {
                case KeyFigures figures: Figures(html, figures); break;
                case ReportTable table: Scrolled(html, table); break;
                case ReportChart chart: Chart(html, chart); break;
                case ReportMedia media: Media(html, media); break;
                case ReportText text: html.Append("<p>").Append(Text(text.Text)).Append("</p>\n"); break;
            }
        }
        if (beside)
            html.Append("</div>\n");
        html.Append("</section>\n");
    }

    private static void Figures(StringBuilder html, KeyFigures figures)
    {
        html.Append("<dl class=\"figures\">\n");
        foreach (KeyFigure figure in figures.Figures)
        {
            html.Append("<div><dt>").Append(Text(figure.Name)).Append("</dt><dd>");
            html.Append(figure.Value is null ? "not defined" : Text(JsonText.Text(figure.Value, figure.Format)));
            if (figure is { Low: { } low, High: { } high })
                html.Append("<span class=\"interval\">").Append(Text($"{JsonText.Text(low, figure.Format)} to {JsonText.Text(high, figure.Format)}")).Append("</span>");
            if (figure.Note is not null)
                html.Append("<span class=\"note\">").Append(Text(figure.Note)).Append("</span>");
            html.Append("</dd></div>\n");
        }
        html.Append("</dl>\n");
    }

    private static void Chart(StringBuilder html, ReportChart chart)
    {
        html.Append("<figure>\n<figcaption>").Append(Text(chart.Title)).Append("</figcaption>\n");
        html.Append("<div class=\"chart\" role=\"group\" aria-label=\"").Append(Text(chart.Description)).Append("\"></div>\n");
        html.Append("<script type=\"application/json\" class=\"spec\">").Append(chart.ToVegaLite().ToJsonString(Compact)).Append("</script>\n");
        html.Append("<details><summary>Table of this chart</summary>\n");
        Scrolled(html, chart.Data with { Title = chart.Title });
        html.Append("</details>\n</figure>\n");
    }

    private static void Scrolled(StringBuilder html, ReportTable table)
    {
        html.Append("<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"").Append(Text(table.Title)).Append("\">\n<table>\n<caption>");
        html.Append(Text(table.Title)).Append("</caption>\n<thead><tr>");
        for (int i = 0; i < table.Columns.Count; i++)
        {
            html.Append(table.Rows.Any(row => JsonText.IsNumber(row[i])) ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">");
            html.Append(Text(table.Columns[i].Name)).Append("</th>");
        }
        html.Append("</tr></thead>\n<tbody>\n");
        foreach (IReadOnlyList<object?> row in table.Rows)
        {
            html.Append("<tr>");
            for (int i = 0; i < row.Count; i++)
            {
                html.Append(JsonText.IsNumber(row[i]) ? "<td class=\"n\">" : table.Columns[i].Wraps ? "<td class=\"w\">" : "<td>");
                html.Append(Text(JsonText.Text(row[i], table.Columns[i].Format))).Append("</td>");
            }
            html.Append("</tr>\n");
        }
        html.Append("</tbody>\n</table>\n</div>\n");
    }

    private static void Media(StringBuilder html, ReportMedia media)
    {
        html.Append("<h3>").Append(Text(media.Title)).Append("</h3>\n<ul class=\"media\">\n");
        foreach (MediaItem item in media.Items)
        {
            html.Append("<li><figure>\n");
            html.Append("<div class=\"images\">");
            foreach (string image in item.Images)
                html.Append("<img alt=\"").Append(Text(item.Description ?? item.Caption)).Append("\" src=\"").Append(Text(image)).Append("\">\n");
            html.Append("</div>\n");
            if (item.Audio is not null)
                html.Append("<audio controls preload=\"none\" aria-label=\"").Append(Text(item.Caption)).Append("\" src=\"").Append(Text(item.Audio)).Append("\"></audio>\n");
            html.Append("<figcaption>").Append(Text(item.Caption));
            if (item.Note is not null)
                html.Append("<span class=\"note\">").Append(Text(item.Note)).Append("</span>");
            html.Append("</figcaption></figure></li>\n");
        }
        html.Append("</ul>\n");
    }

    private static void Information(StringBuilder html, Report report)
    {
        if (report.Info.Count == 0)
            return;
        html.Append("<section id=\"info\" aria-labelledby=\"hi\">\n<h2 id=\"hi\">How this was made</h2>\n<dl class=\"info\">\n");
        foreach ((string name, string value) in report.Info)
            html.Append("<dt>").Append(Text(name)).Append("</dt><dd>").Append(Text(value)).Append("</dd>\n");
        html.Append("</dl>\n</section>\n");
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
