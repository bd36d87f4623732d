using System.CommandLine;
using System.CommandLine.Parsing;
using EmotionKit.Cli.Output;

namespace EmotionKit.Cli.Input;

/// <summary>Refuses to write over what is read, and to write two results into one file, before anything is done.</summary>
internal static class OutputClash
{
    private static readonly string[] Outputs = ["--out", "--json", "--report", "--onnx", "--checkpoint"];

    /// <exception cref="UsageException">Two of the files are one.</exception>
    public static void Refuse(ParseResult parsed)
    {
        var written = new Dictionary<string, string>(OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (OptionResult option in parsed.CommandResult.Children.OfType<OptionResult>().Where(option => Outputs.Contains(option.Option.Name)))
        {
            foreach (string file in option.Tokens.Select(token => token.Value).Where(file => file.Length > 0 && file != JsonOutput.StandardOutput))
            {
                if (!written.TryAdd(Canonical(file), option.Option.Name))
                    throw new UsageException($"{written[Canonical(file)]} and {option.Option.Name}: both name '{file}'; give each a file of its own.");
            }
        }
        if (written.Count == 0)
            return;
        foreach (SymbolResult read in parsed.CommandResult.Children.Where(child => child is ArgumentResult || (child is OptionResult option && !Outputs.Contains(option.Option.Name))))
        {
            foreach (string file in read.Tokens.Select(token => token.Value).Where(File.Exists))
            {
                if (written.TryGetValue(Canonical(file), out string? option))
                    throw new UsageException($"{option}: '{file}' is also read; writing to it would destroy it. Name another file.");
            }
        }
    }

    private static string Canonical(string file)
    {
        string full = Path.GetFullPath(file);
        try
        {
            return File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;
        }
        catch (IOException)
        {
            return full;
        }
    }
}
