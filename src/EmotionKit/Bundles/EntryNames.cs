using System.Globalization;

namespace EmotionKit.Bundles;

/// <summary>The names of entries in a bundle: <c>components/003-StandardizeFrames/mean.npy</c>.</summary>
internal static class EntryNames
{
    private const string Folder = "components/";

    public static string Of(int component, string componentName, string entry) =>
        IsPlain(entry)
            ? string.Create(CultureInfo.InvariantCulture, $"{Folder}{component:000}-{componentName}/{entry}")
            : throw new ArgumentException($"entry: expected letters, digits, '.', '-' and '_', got '{entry}'.", nameof(entry));

    /// <summary>The component's own name of an entry.</summary>
    public static string Local(string full) => full[(full.LastIndexOf('/') + 1)..];

    /// <summary>Whether a name could have been written by EmotionKit; anything that climbs out of a folder could not.</summary>
    public static bool IsValid(string full)
    {
        if (!full.StartsWith(Folder, StringComparison.Ordinal))
            return false;
        string[] parts = full[Folder.Length..].Split('/');
        return parts.Length == 2 && IsPlain(parts[0]) && IsPlain(parts[1]);
    }

    private static bool IsPlain(string part) =>
        part.Length is > 0 and <= 100 && part[0] != '.' && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');
}
