using System.Text.Json.Serialization;

namespace EmotionKit.Bundles;

/// <summary>The table of contents of a model bundle.</summary>
/// <param name="Format">Version of the file format; this version of EmotionKit writes and reads <see cref="CurrentFormat"/>.</param>
/// <param name="EmotionKit">The version of EmotionKit that wrote the file.</param>
/// <param name="InputSchema">The columns that the model expects.</param>
/// <param name="Components">The model's parts, in order.</param>
/// <param name="Entries">Every other entry of the file, with its length and hash.</param>
public sealed record BundleManifest(
    int Format,
    string EmotionKit,
    IReadOnlyList<BundleColumn> InputSchema,
    IReadOnlyList<BundleComponent> Components,
    IReadOnlyList<BundleEntry> Entries)
{
    /// <summary>The format that this version writes.</summary>
    public const int CurrentFormat = 1;

    /// <summary>What whoever saved the model wants its users to know, such as its licence; null for nothing. Scoring does not look at it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Info { get; init; }
}
