using System.Globalization;
using System.Text.RegularExpressions;

namespace Samples;

/// <summary>What a sample was asked for. Its usage text is the declaration: a line that begins with <c>--name</c> is a switch, one that begins with
/// <c>--name WORD</c> takes a value.</summary>
internal sealed partial class SampleOptions
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <exception cref="UsageException">An option is not in the usage text, is given twice, or lacks its value.</exception>
    public SampleOptions(string usage, string[] args)
    {
        Dictionary<string, bool> takesValue = Declaration().Matches(usage).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Success);
        for (int i = 0; i < args.Length; i++)
        {
            string name = args[i];
            if (!takesValue.TryGetValue(name, out bool hasValue))
                throw new UsageException($"'{name}' is no option; there are {string.Join(", ", takesValue.Keys)}.");
            if (hasValue && (i + 1 == args.Length || takesValue.ContainsKey(args[i + 1])))
                throw new UsageException($"{name}: expected a value after it, got none.");
            if (!_values.TryAdd(name, hasValue ? args[++i] : ""))
                throw new UsageException($"{name}: is given twice.");
        }
    }

    /// <summary>The value of an option, or null where it was not given.</summary>
    public string? this[string name] => _values.GetValueOrDefault(name);

    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>A file that has to be there, or null where the option was not given.</summary>
    /// <exception cref="FileNotFoundException">It is not.</exception>
    public string? ExistingFile(string name) => this[name] is not { } path || File.Exists(path)
        ? this[name]
        : throw new FileNotFoundException($"{name}: expected a file, found none at '{path}'.");

    /// <exception cref="UsageException">The value is none of those.</exception>
    public string? OneOf(string name, params IReadOnlyList<string> values) => this[name] is not { } value || values.Contains(value, StringComparer.OrdinalIgnoreCase)
        ? this[name]
        : throw new UsageException($"{name}: expected one of {string.Join(", ", values)}, got '{value}'.");

    /// <exception cref="UsageException">The value is no number from <paramref name="least"/>.</exception>
    public int Number(string name, int otherwise, int least) =>
        this[name] is not { } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= least ? value
        : throw new UsageException($"{name}: expected a whole number from {least}, got '{text}'.");

    /// <summary>The folder for what the sample writes; made if need be.</summary>
    public string OutputFolder(string otherwise) => Directory.CreateDirectory(this["--out"] ?? otherwise).FullName;

    /// <exception cref="UsageException">An option was given without another that it needs.</exception>
    public void Needs(string name, string other)
    {
        if (Has(name) && !Has(other))
            throw new UsageException($"{name} needs {other}.");
    }

    [GeneratedRegex(@"^ +(--[a-z-]+)( [A-Z]\S*)?", RegexOptions.Multiline)]
    private static partial Regex Declaration();
}
