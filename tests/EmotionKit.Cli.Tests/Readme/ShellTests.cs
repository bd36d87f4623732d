using System.CommandLine;
using EmotionKit.Cli.Output;

namespace EmotionKit.Cli.Tests.Readme;

/// <summary>The commands of the pages are those of the command line: verbs and options exist, whole commands are understood, quick ones run.</summary>
[Collection(PageFolderCollection.Name)]
public sealed class ShellTests(PageFolder folder)
{
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
    [InlineData("docs/train-your-own.md")]
    [InlineData("docs/explain-credit.md")]
    [Trait("Category", "Long")]
    public async Task The_commands_of_a_page_run_one_after_the_other(string page)
    {
        foreach (ShellCommand command in ShellCommand.Of(page).Where(command => command.IsInBlock && !command.IsSynopsis))
        {
            string[] arguments = [.. command.Arguments.Select(argument => folder.IsName(argument) ? folder[argument] : argument)];
            (await CliRun.Of(arguments)).Expect(ExitCode.Success);
        }
    }

    private static IEnumerable<string> Options(Command command) => command.Options.SelectMany(NamesOf);

    private static IEnumerable<string> NamesOf(Option option) => [option.Name, .. option.Aliases];
}
