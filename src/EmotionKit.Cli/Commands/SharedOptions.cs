using System.CommandLine;
using System.CommandLine.Parsing;
using EmotionKit.Cli.Output;
using EmotionKit.Cli.Speech;

namespace EmotionKit.Cli.Commands;

/// <summary>Options that several verbs have, so that they read and behave the same.</summary>
internal static class SharedOptions
{
    private const string NoOption = "there is no option";

    /// <summary>One or more recordings, or folders of them. What looks like an option and names no file is a misspelt option.</summary>
    public static Argument<string[]> Paths()
    {
        var paths = new Argument<string[]>("PATH") { Description = "Recordings, or folders of them.", Arity = ArgumentArity.OneOrMore };
        paths.Validators.Add(result =>
        {
            foreach (string path in result.Tokens.Select(token => token.Value))
            {
                if (path.StartsWith('-') && !Path.Exists(path))
                    result.AddError(Unknown(path, result.Parent as CommandResult));
            }
        });
        return paths;
    }

    /// <summary>Says that a command has no option of a name, and which one is near.</summary>
    public static string Unknown(string option, CommandResult? command) =>
        $"{NoOption} '{option}'{NearestName.Hint(option.Split('=')[0], command is null ? [] : Of(command).Select(known => known.Name))}";

    /// <summary>The options of a command, and those of the commands above that hold for it too.</summary>
    private static IEnumerable<Option> Of(CommandResult command) =>
        command.Parent is CommandResult parent ? command.Command.Options.Concat(Of(parent).Where(option => option.Recursive)) : command.Command.Options;

    public static bool IsUnknown(string error) => error.StartsWith(NoOption, StringComparison.Ordinal);

    public static Argument<string> Model() => new("FILE") { Description = "The model, as train saves it." };

    public static Option<string> Data() => new("--data") { Description = "The folder of the recordings.", HelpName = "DIR", Required = true };

    public static Option<string?> Corpus()
    {
        var corpus = new Option<string?>("--corpus")
        {
            Description = "How the files say what they are: ravdess, tess, cremad, emodb, savee, folders (one per label), synthetic (made, not recorded), or a .csv file. Guessed from the names unless given.",
            HelpName = "NAME",
        };
        corpus.CompletionSources.Add([.. CorpusChoice.Names]);
        return corpus;
    }

    /// <summary>Where the result goes as JSON; alone, it is standard output.</summary>
    public static Option<string?> Json() => new("--json")
    {
        Description = "Write the result as JSON; without FILE, or with '-', to standard output.",
        HelpName = "FILE",
        Arity = ArgumentArity.ZeroOrOne,
        CustomParser = result => result.Tokens.Count == 0 ? JsonOutput.StandardOutput : result.Tokens[0].Value,
    };

    /// <summary>A report for people; the extension says in which form.</summary>
    public static Option<string?> Report()
    {
        var report = new Option<string?>("--report") { Description = "Write a report to look at: .html (one file, opens offline), .md or .json.", HelpName = "FILE" };
        report.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && Path.GetExtension(result.Tokens[0].Value).ToLowerInvariant() is not (".html" or ".htm" or ".md" or ".json"))
                result.AddError($"--report: expected a file that ends in .html, .md or .json, got '{result.Tokens[0].Value}'.");
        });
        return report;
    }

    /// <summary>What users of a saved model should know, as NAME=VALUE.</summary>
    public static Option<string[]> Info()
    {
        var info = new Option<string[]>("--info") { Description = "What users of the model should know, such as licence=...; kept in its file. May be given again.", HelpName = "NAME=VALUE" };
        info.Validators.Add(result =>
        {
            foreach (string fact in result.Tokens.Select(token => token.Value))
            {
                if (fact.IndexOf('=') < 1)
                    result.AddError($"--info: expected NAME=VALUE, got '{fact}'.");
            }
        });
        return info;
    }

    public static IReadOnlyDictionary<string, string> InfoOf(string[]? facts)
    {
        var info = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string fact in facts ?? [])
            info[fact[..fact.IndexOf('=')]] = fact[(fact.IndexOf('=') + 1)..];
        return info;
    }

    public static Option<int?> Threads()
    {
        Option<int?> threads = CheckedOptions.WholeNumber("--threads", minimum: 1);
        threads.Description = "Threads to use; all processors unless given. Results do not depend on it.";
        threads.HelpName = "N";
        return threads;
    }

    public static IDisposable? UseThreads(int? threads) => threads is { } count ? Execution.WithThreads(count) : null;
}
