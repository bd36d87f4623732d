using System.Text.Json.Serialization;

namespace EmotionKit.Cli.Features;

/// <summary>What became of one recording, as <c>features</c> writes it in JSON.</summary>
internal sealed record FeatureResult
{
    public required string Path { get; init; }

    /// <summary>The array's file.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? File { get; init; }

    /// <summary>Coefficients and frames, or samples.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<int>? Shape { get; init; }

    /// <summary>In Hz, that the features were computed at.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? SampleRate { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Error { get; init; }
}
