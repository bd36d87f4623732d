using System.CommandLine;
using System.Text.RegularExpressions;
using EmotionKit.Cli.Commands;
using EmotionKit.Cli.Output;
using EmotionKit.Cli.Tests.Readme;

namespace EmotionKit.Cli.Tests;

/// <summary>The help of every verb, and what the documentation says of the options.</summary>
public sealed class HelpTests
{
    public static TheoryData<string> Verbs() => [.. All(Root()).Select(Examples.Path)];

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Every_verb_shows_its_options_and_examples_within_the_width(string verb)
    {
        var output = new StringWriter();
        int code = await CommandLine.RunAsync([.. verb.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"], Terminal.ForWriters(output, new StringWriter(), width: 80), default);
        Assert.Equal(ExitCode.Success, code);
        Assert.Contains("Examples:", output.ToString());
        foreach (Option option in Find(verb).Options)
            Assert.Contains(option.Name, output.ToString());
        // A command line is not broken, as it is there to be copied.
        Assert.All(output.ToString().Split('\n').Where(line => !line.StartsWith("    ", StringComparison.Ordinal) || !line.Contains(" emotionkit ")), line => Assert.InRange(line.TrimEnd().Length, 0, 80));
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Every_example_is_a_command_line_that_is_understood(string verb)
    {
        IReadOnlyList<Example> examples = Examples.Of(Find(verb));
        Assert.NotEmpty(examples);
        foreach (Example example in examples)
        {
            string[] arguments = Arguments(Examples.Line(example));
            ParseResult parsed = Root().Parse(arguments);
            Assert.True(parsed.Errors.Count == 0, $"{example.Arguments}\n{string.Join('\n', parsed.Errors.Select(error => error.Message))}");
            Assert.NotEmpty(arguments);
            // Those of a verb show that verb; a group's, and a next step, others.
            if (example == examples[0] && Find(verb).Subcommands.Count == 0)
                Assert.Equal(verb, Examples.Path(parsed.CommandResult.Command));
        }
    }

    [Fact]
    public void Every_option_of_every_verb_is_in_the_documentation()
    {
        string page = File.ReadAllText(Path.Combine(Documentation.Root, "docs", "cli.md"));
        foreach (Command verb in All(Root()).Where(verb => verb.Subcommands.Count == 0))
        {
            Match section = Regex.Match(page, $@"^## {Regex.Escape(Examples.Path(verb))}\n.*?(?=^## |\z)", RegexOptions.Multiline | RegexOptions.Singleline);
            Assert.True(section.Success, $"docs/cli.md has no section '{Examples.Path(verb)}'");
            Assert.All(verb.Options.Where(option => !option.Recursive), option => Assert.Contains(option.Name, section.Value));
        }
    }

    [Fact]
    public async Task The_version_is_that_of_the_package()
    {
        CliRun run = (await CliRun.Of("--version")).Expect(ExitCode.Success);
        Assert.Matches(@"^\d+\.\d+\.\d+", run.Out);
    }

    private static RootCommand Root() => CommandLine.CreateRoot(Terminal.ForWriters(TextWriter.Null, TextWriter.Null));

    private static IEnumerable<Command> All(Command command) => command.Subcommands.SelectMany(All).Prepend(command);

    private static Command Find(string verb) => All(Root()).Single(command => Examples.Path(command) == verb);

    /// <summary>What a shell gives the program, of a line with no other quotes than single ones.</summary>
    private static string[] Arguments(string line)
    {
        Match call = Regex.Match(line, @"emotionkit ((?:'[^']*'|[^|>)'])*)");
        Assert.True(call.Success, line);
        return [.. Regex.Matches(call.Groups[1].Value, @"'([^']*)'|(\S+)").Select(word => word.Groups[1].Success ? word.Groups[1].Value : word.Groups[2].Value)];
    }
}
