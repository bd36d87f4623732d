using System.Text.RegularExpressions;

namespace EmotionKit.Cli.Tests.Readme;

/// <summary>The pages of the repository, and the C# in them.</summary>
internal static partial class Documentation
{
    public static string Root { get; } = FindRoot();

    /// <summary>README and docs, as paths from the root.</summary>
    public static IEnumerable<string> Pages =>
        Directory.GetFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories).Append(Path.Combine(Root, "README.md"))
            .Select(path => Path.GetRelativePath(Root, path)).Order(StringComparer.Ordinal);

    public static CodeBlock[] Blocks(string page)
    {
        string text = File.ReadAllText(Path.Combine(Root, page)).ReplaceLineEndings("\n");
        return [.. CSharp().Matches(text).Select(match => new CodeBlock(
            match.Groups["code"].Value,
            match.Groups["given"].Value,
            1 + text.AsSpan(0, match.Groups["code"].Index).Count('\n')))];
    }

    [GeneratedRegex("(?:<!-- given: (?<given>[^\n]*) -->\n+)?```csharp\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharp();

    private static string FindRoot()
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "EmotionKit.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        return folder.FullName;
    }
}
