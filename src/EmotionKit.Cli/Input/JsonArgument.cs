using EmotionKit.Cli.Output;

namespace EmotionKit.Cli.Input;

/// <summary><c>--json</c> may stand alone, for standard output. Where recordings follow it, as in <c>predict m.ekm --json clip.wav</c>,
/// they are not what it writes to.</summary>
internal static class JsonArgument
{
    private const string Option = "--json";

    private static readonly string[] Verbs = ["predict", "features"];

    /// <summary>The arguments, with standard output named where <c>--json</c> is followed by what is no file of JSON.</summary>
    public static IReadOnlyList<string> Separate(string[] args)
    {
        int at = Array.IndexOf(args, Option);
        if (at < 0 || at + 1 >= args.Length || !args.Take(2).Any(Verbs.Contains))
            return args;
        string next = args[at + 1];
        return next == JsonOutput.StandardOutput || next.StartsWith("--", StringComparison.Ordinal) || next.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
            ? args
            : [.. args[..at], $"{Option}={JsonOutput.StandardOutput}", .. args[(at + 1)..]];
    }
}
