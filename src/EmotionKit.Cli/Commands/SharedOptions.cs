using System.CommandLine;

namespace EmotionKit.Cli.Commands;

/// <summary>Options that several verbs have, so that they read and behave the same.</summary>
internal static class SharedOptions
{
    /// <summary>One or more recordings, or folders of them. What looks like an option and names no file is a misspelt option.</summary>
    public static Argument<string[]> Paths()
    {
        var paths = new Argument<string[]>("PATH") { Description = "Recordings, or folders of them.", Arity = ArgumentArity.OneOrMore };
        paths.Validators.Add(result =>
        {
            foreach (string path in result.Tokens.Select(token => token.Value))
            {
                if (path.StartsWith('-') && !Path.Exists(path))
                    result.AddError($"Unrecognized option '{path}'.");
            }
        });
        return paths;
    }

    public static Argument<string> Model() => new("FILE") { Description = "The model, as train saves it." };

    public static Option<string> Data() => new("--data") { Description = "The folder of the recordings.", HelpName = "DIR", Required = true };

    public static Option<string?> Corpus() => new("--corpus")
    {
        Description = "How the files say what they are: ravdess, tess, cremad, emodb, savee, folders (one per label), synthetic (made, not recorded), or a .csv file. Guessed from the names unless given.",
        HelpName = "NAME",
    };

    public static Option<string?> Json() => new("--json") { Description = "Write the result as JSON; '-' is standard output.", HelpName = "FILE" };

    public static Option<int?> Threads()
    {
        var threads = new Option<int?>("--threads") { Description = "Threads to use; all processors unless given. Results do not depend on it.", HelpName = "N" };
        threads.AtLeast(1);
        return threads;
    }

    public static IDisposable? UseThreads(int? threads) => threads is { } count ? Execution.WithThreads(count) : null;

    /// <summary>Makes a smaller value a usage error.</summary>
    public static void AtLeast(this Option<int?> option, int minimum) =>
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out int value) && value < minimum)
                result.AddError($"{option.Name}: expected at least {minimum}, got {value}.");
        });
}
