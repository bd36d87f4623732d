using System.Text.Json;
using EmotionKit.Bundles;

namespace EmotionKit.Labels;

/// <summary>Class names in a bundle: an entry that is a JSON array of texts.</summary>
internal static class NameList
{
    private const string EntryName = "labels.json";

    public static void Save(ComponentWriter writer, IReadOnlyList<string> names) =>
        writer.Entry(EntryName, JsonSerializer.SerializeToUtf8Bytes(names));

    public static bool IsIn(ComponentReader reader) => reader.HasEntry(EntryName);

    /// <exception cref="BundleFormatException">The entry is missing or is no array of texts.</exception>
    public static string[] Load(ComponentReader reader)
    {
        string?[]? names;
        try
        {
            names = JsonSerializer.Deserialize<string?[]>(reader.Entry(EntryName));
        }
        catch (JsonException e)
        {
            throw reader.Damaged($"entry '{EntryName}': {e.Message}", e);
        }
        if (names is null || names.Length == 0 || Array.Exists(names, string.IsNullOrEmpty))
            throw reader.Damaged($"entry '{EntryName}': expected an array of texts that are not empty");
        return names!;
    }
}
