using System.Text.Json.Serialization;

namespace EmotionKit.Cli.Credit;

/// <summary>What a model says of one row of a table.</summary>
/// <param name="Row">From 1.</param>
/// <param name="Probability">Of being bad.</param>
/// <param name="Score">Log-odds of being bad.</param>
/// <param name="Predicted">Whether the row counts as bad.</param>
/// <param name="Reasons">Against the customer, the strongest first, in words; null where none were asked for.</param>
internal sealed record CreditScore(
    int Row,
    float Probability,
    float Score,
    bool Predicted,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Reasons);
