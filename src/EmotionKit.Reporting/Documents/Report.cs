using System.Text.Json;

namespace EmotionKit.Reporting;

/// <summary>A report as data: sections of figures, tables, charts and media, which can be written as one HTML file, as JSON and as Markdown.</summary>
/// <param name="Kind">What it reports: "classification", "training", "comparison" or "dataset"; own kinds are allowed.</param>
/// <param name="Title">Its title.</param>
/// <param name="Sections">Its sections, in order.</param>
public sealed record Report(string Kind, string Title, IReadOnlyList<ReportSection> Sections)
{
    /// <summary>One or two sentences with the result, or null.</summary>
    public string? Summary { get; init; }

    /// <summary>What else is to be known, such as the data, the seed or the command.</summary>
    public IReadOnlyDictionary<string, string> Info { get; init; } = new Dictionary<string, string>();

    /// <summary>The JSON schema of <see cref="ToJson"/>, also in the repository as <c>docs/schemas/report.schema.json</c>.</summary>
    public static string JsonSchema => Resources.ReadText("report.schema.json");

    /// <summary>This report, followed by the sections of another: the training of a model after its evaluation, on one page.</summary>
    /// <param name="other">The other report; of its facts, those that this one has too are left out.</param>
    public Report Append(Report other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return this with
        {
            Sections = [.. Sections, .. other.Sections],
            Info = Info.Concat(other.Info.Where(fact => !Info.ContainsKey(fact.Key))).ToDictionary(),
        };
    }

    /// <summary>One HTML file that needs no other file and makes no request.</summary>
    public string ToHtml() => HtmlWriter.Write(this);

    /// <summary>The same content as JSON; its schema is <see cref="JsonSchema"/>.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, JsonText.Settings);

    /// <summary>The same content as Markdown, for a pull request: charts as their tables, media by name.</summary>
    public string ToMarkdown() => MarkdownWriter.Write(this);

    /// <summary>Writes the report as a whole or not at all, in the form that the extension says: <c>.html</c>, <c>.json</c> or <c>.md</c>.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <exception cref="ArgumentException">The extension is none of these.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string text = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".html" or ".htm" => ToHtml(),
            ".json" => ToJson() + "\n",
            ".md" => ToMarkdown(),
            string other => throw new ArgumentException($"path: expected a file that ends in .html, .json or .md, got '{other}'.", nameof(path)),
        };
        AtomicFile.Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));
    }
}
