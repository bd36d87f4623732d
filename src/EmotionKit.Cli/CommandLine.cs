using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using EmotionKit.Cli.Commands;
using EmotionKit.Cli.Input;
using EmotionKit.Cli.Output;

namespace EmotionKit.Cli;

/// <summary>The whole command line: parses, runs the verb, and turns what went wrong into one line and an exit code.</summary>
internal static class CommandLine
{
    private const string Verbose = "--verbose", Quiet = "--quiet";

    // Without a replacer, a path that begins with '@' is a path, not a response file.
    private static readonly ParserConfiguration Parser = new() { ResponseFileTokenReplacer = null };

    public static async Task<int> RunAsync(string[] args, Terminal terminal, CancellationToken stop)
    {
        ParseResult parsed = CreateRoot(terminal).Parse(JsonArgument.Separate(args), Parser);
        if (parsed.Errors.Count > 0)
            return WrongUsage(parsed, terminal);

        bool verbose = parsed.GetValue<bool>(Verbose);
        terminal.Verbosity = parsed.GetValue<bool>(Quiet) ? Verbosity.Quiet : verbose ? Verbosity.Verbose : Verbosity.Normal;
        var invocation = new InvocationConfiguration
        {
            Output = terminal.Out,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        try
        {
            if (verbose && terminal.Verbosity == Verbosity.Quiet)
                throw new UsageException($"{Quiet} and {Verbose}: give one of them.");
            OutputClash.Refuse(parsed);
            return await parsed.InvokeAsync(invocation, stop);
        }
        catch (Exception error)
        {
            int code = Report(error, parsed, terminal, stop);
            if (verbose)
                terminal.Error.WriteLine(error);
            return code;
        }
    }

    /// <summary>Every verb with its options.</summary>
    public static RootCommand CreateRoot(Terminal terminal)
    {
        RootCommand root = new("Machine learning from a shell: emotion from speech, handwritten digits, credit scores. Look at data, train, evaluate, predict, explain, export.")
        {
            new Option<bool>(Verbose, "-v") { Description = "Say more: each epoch, what is used, and on an error its stack trace.", Recursive = true },
            new Option<bool>(Quiet, "-q") { Description = "Say nothing but the result and errors.", Recursive = true },
            CorpusCommand.Create(terminal),
            TrainCommand.Create(terminal),
            EvaluateCommand.Create(terminal),
            PredictCommand.Create(terminal),
            FeaturesCommand.Create(terminal),
            InspectCommand.Create(terminal),
            ExportCommand.Create(terminal),
            ProfileCommand.Create(terminal),
            DoctorCommand.Create(terminal),
            CompletionCommand.Create(terminal),
        };
        HelpOption help = root.Options.OfType<HelpOption>().Single();
        help.Description = "Show this, with examples.";
        // On Unix they are paths.
        help.Aliases.Remove("/?");
        help.Aliases.Remove("/h");
        help.Action = new ExampleHelp(new HelpAction { MaxWidth = terminal.Width });
        return root;
    }

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
        // Of a group, what comes after a verb that is none may be that verb's.
        IEnumerable<string> notUnderstood = verbs.Length > 0 ? parsed.UnmatchedTokens.Take(1) : parsed.UnmatchedTokens;
        if (notUnderstood.FirstOrDefault(token => token.StartsWith('-')) is { } option)
            return SharedOptions.Unknown(option, parsed.CommandResult);
        if (verbs.Length > 0 && parsed.UnmatchedTokens.Count == 0)
            return $"{path}: expected a command, one of: {string.Join(", ", verbs)}.";
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

    /// <summary>The library's words name its parameters; the user knows these as options.</summary>
    private static string AsGiven(string message, Command command)
    {
        string name = message[..Math.Max(0, message.IndexOf(": ", StringComparison.Ordinal))];
        message = InWordsOf(command, message);
        string? option = name switch
        {
            "folds" or "seed" or "threads" => $"--{name}",
            "LabelColumn" or "LabelColumnName" => "--label",
            "IgnoreColumns" => "--ignore",
            "PositiveValue" => "--positive",
            _ => null,
        };
        return option is not null && command.Options.Any(known => known.Name == option) ? option + message[name.Length..] : message;
    }

    /// <summary>What the library advises, as it is done here.</summary>
    private static string InWordsOf(Command command, string message)
    {
        message = message.Replace("say which Encoding the file has", "save the file as UTF-8 (iconv -f WINDOWS-1252 -t UTF-8, or the encoding it has)", StringComparison.Ordinal)
            .Replace("give ColumnNames", "rename one of them in the file", StringComparison.Ordinal);
        if (!command.Options.Any(known => known.Name == "--resample"))
            return message;
        return message.Replace("class 'True'", "the bad customers", StringComparison.Ordinal).Replace("class 'False'", "the good customers", StringComparison.Ordinal)
            .Replace("lower Neighbors, or use RandomOverSampler", "choose --resample over, or none", StringComparison.Ordinal);
    }

    private static int Report(Exception error, ParseResult parsed, Terminal terminal, CancellationToken stop)
    {
        switch (error)
        {
            case OperationCanceledException when stop.IsCancellationRequested:
                terminal.Fail("stopped; what was finished is kept");
                return ExitCode.Interrupted;
            case UsageException:
                terminal.Fail(error.Message);
                return ExitCode.WrongUsage;
            default:
                terminal.Fail(AsGiven(ErrorText.OneLine(error), parsed.CommandResult.Command));
                return ExitCode.Failed;
        }
    }
}
