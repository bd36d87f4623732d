using System.Text.RegularExpressions;

namespace EmotionKit.Cli.Tests.Readme;

/// <summary>The pages of the repository, and the blocks of code in them.</summary>
internal static partial class Documentation
{
    public const string CSharp = "csharp";

    public static string Root { get; } = FindRoot();

    /// <summary>README and docs, as paths from the root with '/'. The generated reference has no code.</summary>
    public static IEnumerable<string> Pages => AllPages.Where(page => page == "README.md" || (page.StartsWith("docs/", StringComparison.Ordinal) && !IsReference(page)));

    /// <summary>Every page that is for readers, likewise: the reference, the cards of models and the changelog too.</summary>
    public static IEnumerable<string> AllPages =>
        ((string[])["docs", "models", "benchmarks", "samples"]).Select(folder => Path.Combine(Root, folder))
            .SelectMany(folder => Directory.GetFiles(folder, "*.md", SearchOption.AllDirectories))
            .Concat(Directory.GetFiles(Root, "*.md"))
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.Contains("node_modules/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    public static string Read(string page) => File.ReadAllText(Path.Combine(Root, page)).ReplaceLineEndings("\n");

    public static CodeBlock[] Blocks(string page)
    {
        string text = Read(page);
        return [.. Fence().Matches(text).Select(match => new CodeBlock(
            match.Groups["language"].Value,
            match.Groups["code"].Value,
            Given().Match(match.Groups["comments"].Value).Groups[1].Value,
            Run().Match(match.Groups["comments"].Value) is { Success: true } run ? (run.Groups[1].Success ? BlockRun.Long : BlockRun.Always) : BlockRun.Never,
            1 + text.AsSpan(0, match.Groups["code"].Index).Count('\n')))];
    }

    public static CodeBlock[] Blocks(string page, string language) => [.. Blocks(page).Where(block => block.Language == language)];

    private static bool IsReference(string page) => page.StartsWith("docs/api/", StringComparison.Ordinal);

    [GeneratedRegex("(?<comments>(?:^<!-- [^\n]* -->\n+)*)^```(?<language>[a-z]*)\n(?<code>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();

    [GeneratedRegex("<!-- given: ([^\n]*) -->")]
    private static partial Regex Given();

    [GeneratedRegex("<!-- run(: long)? -->")]
    private static partial Regex Run();

    private static string FindRoot()
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "EmotionKit.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        return folder.FullName;
    }
}
