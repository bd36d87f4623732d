using System.Text.RegularExpressions;

namespace Samples.Tests;

/// <summary>What a report must be, short of a browser, which the tests of EmotionKit.Reporting use.</summary>
internal static partial class HtmlReport
{
    /// <summary>One whole page of that title, with charts or tables, which loads nothing.</summary>
    public static string Check(string path, string title)
    {
        string html = File.ReadAllText(path);
        Assert.StartsWith("<!doctype html>", html, StringComparison.OrdinalIgnoreCase);
        Assert.EndsWith("</html>", html.TrimEnd(), StringComparison.OrdinalIgnoreCase);
        Assert.Contains($"<title>{title}</title>", html, StringComparison.Ordinal);
        Assert.Contains("<table", html, StringComparison.Ordinal);
        Assert.DoesNotMatch(Loads(), ScriptText().Replace(html, "$1"));
        return html;
    }

    [GeneratedRegex("(<script[^>]*>).*?</script>", RegexOptions.Singleline | RegexOptions.IgnoreCase)]
    private static partial Regex ScriptText();

    [GeneratedRegex("<(?:script|img|audio|iframe|source)[^>]+src=(?![\"']?data:)|<link[^>]+href=(?![\"']?data:)", RegexOptions.IgnoreCase)]
    private static partial Regex Loads();
}
