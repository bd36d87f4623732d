using System.Text.Json.Serialization;

namespace EmotionKit.Reporting;

/// <summary>A column of a table.</summary>
/// <param name="Key">Its name as a field of charts: letters, digits and underscores.</param>
/// <param name="Name">Its heading.</param>
public sealed record TableColumn(string Key, string Name)
{
    /// <summary>How numbers are written, a .NET format; null for as many digits as they need.</summary>
    public string? Format { get; init; }

    /// <summary>Whether its cells are sentences, which may take several lines. Default false.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Wraps { get; init; }
}
