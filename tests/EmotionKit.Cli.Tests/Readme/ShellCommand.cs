using System.Text.RegularExpressions;

namespace EmotionKit.Cli.Tests.Readme;

/// <summary>A command of <c>emotionkit</c> in a page.</summary>
/// <param name="Page">The page.</param>
/// <param name="Text">The command, on one line.</param>
/// <param name="IsInBlock">Whether it stands in a block of its own rather than in a sentence.</param>
internal sealed partial record ShellCommand(string Page, string Text, bool IsInBlock)
{
    /// <summary>Whether it says what may be written rather than what to write: brackets, alternatives, dots, names in capitals.</summary>
    public bool IsSynopsis => Text.Split('\'')[0].IndexOfAny(['[', '|']) >= 0 || Text.Contains("...", StringComparison.Ordinal)
        || Arguments.Any(argument => argument.Length > 1 && argument.All(char.IsAsciiLetterUpper));

    /// <summary>Whether a word in capitals stands for the verb.</summary>
    public bool NamesNoVerb => char.IsAsciiLetterUpper(Arguments[0][0]);

    /// <summary>What a shell would give the program.</summary>
    public string[] Arguments => [.. Word().Matches(Text["emotionkit ".Length..]).Select(match => match.Value.Trim('\'', '"'))];

    /// <summary>The options that it names.</summary>
    public string[] Options => [.. Option().Matches(Quoted().Replace(Text, "")).Select(match => match.Value)];

    public static IEnumerable<ShellCommand> Of(string page)
    {
        foreach (CodeBlock block in Documentation.Blocks(page, ""))
        {
            // A line that begins with a space goes on with the command before it.
            foreach (string line in Regex.Replace(block.Code, @"\n\s+", " ").Split('\n').Where(line => line.StartsWith("emotionkit ", StringComparison.Ordinal)))
                yield return new ShellCommand(page, line.Trim(), IsInBlock: true);
        }
        foreach (Match inline in Inline().Matches(Documentation.Read(page)))
            yield return new ShellCommand(page, inline.Groups[1].Value.ReplaceLineEndings(" ").Trim(), IsInBlock: false);
    }

    [GeneratedRegex("`(emotionkit [^`]+)`")]
    private static partial Regex Inline();

    [GeneratedRegex("'[^']*'|\"[^\"]*\"|\\S+")]
    private static partial Regex Word();

    [GeneratedRegex("'[^']*'")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"(?<![\w-])--?[a-z][a-z-]*")]
    private static partial Regex Option();
}
