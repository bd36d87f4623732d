using System.CommandLine;
using System.CommandLine.Parsing;
using EmotionKit.Cli.Commands;
using EmotionKit.Cli.Output;

namespace EmotionKit.Cli;

/// <summary>The whole command line: parses, runs the verb, and turns what went wrong into one line and an exit code.</summary>
internal static class CommandLine
{
    private const string Verbose = "--verbose";

    public static async Task<int> RunAsync(string[] args, Terminal terminal, CancellationToken stop)
    {
        RootCommand root = CreateRoot(terminal);

        // Without a replacer, a path that begins with '@' is a path, not a response file.
        ParseResult parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
            return WrongUsage(parsed, terminal);

        var invocation = new InvocationConfiguration
        {
            Output = terminal.Out,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        try
        {
            return await parsed.InvokeAsync(invocation, stop);
        }
        catch (Exception error)
        {
            int code = Report(error, terminal, stop);
            if (parsed.GetValue<bool>(Verbose))
                terminal.Error.WriteLine(error);
            return code;
        }
    }

    /// <summary>Every verb with its options.</summary>
    public static RootCommand CreateRoot(Terminal terminal) => new("Emotion from speech, trained and scored in .NET: look at a corpus, train, evaluate, predict, extract features, inspect or export a model.")
    {
        new Option<bool>(Verbose) { Description = "On an error, show its stack trace.", Recursive = true },
        CorpusCommand.Create(terminal),
        TrainCommand.Create(terminal),
        EvaluateCommand.Create(terminal),
        PredictCommand.Create(terminal),
        FeaturesCommand.Create(terminal),
        InspectCommand.Create(terminal),
        ExportCommand.Create(terminal),
        ProfileCommand.Create(terminal),
    };

    private static int WrongUsage(ParseResult parsed, Terminal terminal)
    {
        Command command = parsed.CommandResult.Command;
        string path = PathOf(parsed.CommandResult);
        // What is not understood is said alone: what else is missing may be missing because of it.
        foreach (string message in Misspelt(parsed, command, path) is { } misspelt ? [misspelt] : parsed.Errors.Select(error => error.Message).Distinct())
            terminal.Fail(message);
        terminal.Note($"Try '{path} --help'.");
        return ExitCode.WrongUsage;
    }

    private static string? Misspelt(ParseResult parsed, Command command, string path)
    {
        string[] verbs = [.. command.Subcommands.Select(verb => verb.Name)];
        if (verbs.Length > 0 && parsed.UnmatchedTokens.Count == 0)
            return $"{path}: expected a command, one of: {string.Join(", ", verbs)}.";
        if (parsed.UnmatchedTokens.FirstOrDefault(token => token.StartsWith('-')) is { } option && verbs.Length == 0)
            return SharedOptions.Unknown(option, parsed.CommandResult);
        if (parsed.Errors.Select(error => error.Message).FirstOrDefault(SharedOptions.IsUnknown) is { } unknown)
            return unknown;
        if (parsed.UnmatchedTokens.Count == 0)
            return null;
        string first = parsed.UnmatchedTokens[0];
        return verbs.Length == 0
            ? $"{path}: '{first}' is one argument too many."
            : $"{path}: '{first}' is no command of it; expected one of: {string.Join(", ", verbs)}{NearestName.Hint(first, verbs)}";
    }

    private static string PathOf(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{PathOf(parent)} {command.Command.Name}" : "emotionkit";

    private static int Report(Exception error, Terminal terminal, CancellationToken stop)
    {
        switch (error)
        {
            case OperationCanceledException when stop.IsCancellationRequested:
                terminal.Fail("stopped; what was finished is kept");
                return ExitCode.Failed;
            case UsageException:
                terminal.Fail(error.Message);
                return ExitCode.WrongUsage;
            default:
                terminal.Fail(ErrorText.OneLine(error));
                return ExitCode.Failed;
        }
    }
}
