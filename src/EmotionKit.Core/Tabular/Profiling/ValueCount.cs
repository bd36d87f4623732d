namespace EmotionKit.Tabular;

/// <summary>How often a value occurs.</summary>
/// <param name="Value">The value, as text.</param>
/// <param name="Count">Rows.</param>
/// <param name="Share">Of the rows that have a value, 0 to 1.</param>
public sealed record ValueCount(string Value, int Count, double Share);
