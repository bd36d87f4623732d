using System.Text.Json;

namespace EmotionKit.Bundles;

/// <summary>A part of a model.</summary>
/// <param name="Name">The name of the extension method that made it, or <c>MLNet</c> for transformers of Microsoft.ML.</param>
/// <param name="Columns">The columns that it reads and writes, by role.</param>
/// <param name="Options">Its options record, every property; null where it has none.</param>
/// <param name="Numbers">Settings beside its options, such as a sample rate; null for none.</param>
/// <param name="Entries">Names, in the file, of what it learned.</param>
public sealed record BundleComponent(
    string Name,
    IReadOnlyDictionary<string, string> Columns,
    JsonElement? Options,
    IReadOnlyDictionary<string, double>? Numbers,
    IReadOnlyList<string> Entries);
