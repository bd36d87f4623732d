using System.Text.RegularExpressions;

namespace EmotionKit.Cli.Tests.Readme;

/// <summary>Links of the pages lead somewhere: to files of the repository, and to headings that are there.</summary>
public sealed partial class LinkTests
{
    [Fact]
    public void Every_link_to_a_file_or_a_heading_leads_there()
    {
        var headings = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        var wrong = new List<string>();
        foreach (string page in Documentation.AllPages)
        {
            foreach (Match link in Link().Matches(WithoutCode(Documentation.Read(page))))
            {
                string target = link.Groups["file"].Value, anchor = link.Groups["anchor"].Value;
                string file = target.Length == 0 ? page : Path.Combine(Path.GetDirectoryName(page)!, target);
                string full = Path.GetFullPath(Path.Combine(Documentation.Root, file));
                if (!Path.Exists(full))
                    wrong.Add($"{page}: {target} is not there");
                else if (anchor.Length > 0 && full.EndsWith(".md", StringComparison.Ordinal) && !Anchors(full, headings).Contains(anchor))
                    wrong.Add($"{page}: {target} has no heading #{anchor}");
            }
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Every_path_of_the_repository_that_a_page_names_is_there()
    {
        string[] wrong = [.. Documentation.AllPages.SelectMany(page => RepositoryPath().Matches(Documentation.Read(page)).Select(match => (page, Path: match.Value.TrimEnd('.', '/'))))
            .Where(named => !Path.Exists(Path.Combine(Documentation.Root, named.Path))).Select(named => $"{named.page}: {named.Path}")];
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Every_page_can_be_found_from_the_map()
    {
        string map = Documentation.Read("docs/index.md");
        Assert.All(Documentation.Pages.Where(page => page is not ("README.md" or "docs/index.md")), page =>
            Assert.True(map.Contains($"({Path.GetRelativePath("docs", page).Replace('\\', '/')}", StringComparison.Ordinal), $"docs/index.md does not name {page}"));
    }

    [Theory]
    [InlineData("Who says `what`, and why", "who-says-what-and-why")]
    [InlineData("One row at a time", "one-row-at-a-time")]
    [InlineData("`Smote.Neighbors`", "smoteneighbors")]
    public void An_anchor_is_the_heading_as_readers_of_Markdown_make_it(string heading, string anchor) => Assert.Equal(anchor, Slug(heading));

    private static HashSet<string> Anchors(string path, Dictionary<string, HashSet<string>> known)
    {
        if (known.TryGetValue(path, out HashSet<string>? anchors))
            return anchors;
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        anchors = new HashSet<string>(StringComparer.Ordinal);
        string text = WithoutCode(File.ReadAllText(path).ReplaceLineEndings("\n"));
        foreach (Match heading in Heading().Matches(text))
        {
            string slug = Slug(heading.Groups[1].Value);
            int before = counts[slug] = counts.GetValueOrDefault(slug, -1) + 1;
            anchors.Add(before == 0 ? slug : $"{slug}-{before}");
        }
        foreach (Match id in Id().Matches(text))
            anchors.Add(id.Groups[1].Value);
        return known[path] = anchors;
    }

    /// <summary>Lower case, spaces as hyphens, without marks.</summary>
    private static string Slug(string heading) =>
        string.Concat(LinkText().Replace(heading.Trim(), "$1").ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_').Select(c => c == ' ' ? '-' : c));

    private static string WithoutCode(string text) => Code().Replace(text, "");

    [GeneratedRegex(@"\]\((?![a-z]+:)(?<file>[^)#\s]*)(?:#(?<anchor>[^)\s]*))?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<![\w./<-])(?:src|samples|tests|eng|benchmarks|models|docs|\.ci)/[\w./-]+")]
    private static partial Regex RepositoryPath();

    [GeneratedRegex(@"^#{1,6} (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("<a id=\"([^\"]+)\">")]
    private static partial Regex Id();

    [GeneratedRegex(@"\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex LinkText();

    [GeneratedRegex("^```.*?^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Code();
}
