using System.Text.Json.Serialization;

namespace EmotionKit.Cli.Doctor;

/// <summary>What one check of the machine found.</summary>
/// <param name="Name">Of what was looked at.</param>
/// <param name="State">What it came to.</param>
/// <param name="Text">What there is, for a person.</param>
/// <param name="ToDo">What would help, or null.</param>
/// <param name="Facts">The same for a program.</param>
internal sealed record Finding(
    string Name,
    FindingState State,
    string Text,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ToDo,
    IReadOnlyDictionary<string, object?> Facts);
