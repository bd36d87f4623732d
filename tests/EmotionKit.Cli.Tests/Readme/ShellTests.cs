using System.CommandLine;
using EmotionKit.Cli.Output;

namespace EmotionKit.Cli.Tests.Readme;

/// <summary>The commands of the pages are those of the command line: verbs and options exist, whole commands are understood, quick ones run.</summary>
[Collection(PageFolderCollection.Name)]
public sealed class ShellTests(PageFolder folder)
{
    public static TheoryData<string> Quick { get; } = ["docs/cli.md", "docs/gpu.md"];

    public static TheoryData<string> Slow { get; } = ["docs/credit-scoring.md", "docs/explain-credit.md", "docs/train-your-own.md"];

    public static TheoryData<string> Pages() => [.. Documentation.Pages.Where(page => ShellCommand.Of(page).Any())];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Verbs_and_options_exist_and_whole_commands_are_understood(string page)
    {
        RootCommand root = CommandLine.CreateRoot(Terminal.ForWriters(TextWriter.Null, TextWriter.Null));
        foreach (ShellCommand command in ShellCommand.Of(page))
        {
            ParseResult parsed = root.Parse(command.Arguments);
            string[] known = [.. Options(parsed.CommandResult.Command).Concat(root.Options.SelectMany(NamesOf))];
            Assert.All(command.Options, option => Assert.True(known.Contains(option), $"{page}: {option} is no option in: {command.Text}"));
            Assert.True(parsed.CommandResult.Command != root || command.Options.Length > 0 || command.NamesNoVerb, $"{page}: no verb in: {command.Text}");
            if (command.IsInBlock && !command.IsSynopsis)
                Assert.True(parsed.Errors.Count == 0, $"{page}: {command.Text}\n{string.Join('\n', parsed.Errors.Select(error => error.Message))}");
        }
    }

    [Theory]
    [MemberData(nameof(Quick))]
    public Task Quick_commands_of_a_page_run(string page) => Run(page);

    [Theory]
    [MemberData(nameof(Slow))]
    [Trait("Category", "Long")]
    public Task Commands_of_a_page_that_train_run_one_after_the_other(string page) => Run(page);

    [Fact]
    public void Every_page_with_whole_commands_has_them_run()
    {
        string[] run = [.. Quick.Concat(Slow).Select(row => row.Data), PythonPageTests.Page];
        Assert.Equal(Documentation.Pages.Where(page => WholeCommands(page).Any()), run.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<ShellCommand> WholeCommands(string page) => ShellCommand.Of(page).Where(command => command.IsInBlock && !command.IsSynopsis);

    private async Task Run(string page)
    {
        foreach (ShellCommand command in WholeCommands(page))
        {
            string[] arguments = [.. command.Arguments.Select(argument => folder.IsName(argument) ? folder[argument] : argument)];
            (await CliRun.Of(arguments)).Expect(ExitCode.Success);
        }
    }

    private static IEnumerable<string> Options(Command command) => command.Options.SelectMany(NamesOf);

    private static IEnumerable<string> NamesOf(Option option) => [option.Name, .. option.Aliases];
}
