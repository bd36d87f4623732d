namespace EmotionKit.Credit;

/// <summary>A reason why a customer is scored worse than the average one.</summary>
/// <param name="Column">The column.</param>
/// <param name="Value">Its value as a text; empty where it is missing.</param>
/// <param name="Contribution">By how much the column raises the log-odds of being bad, above 0.</param>
/// <param name="Text">The reason in words.</param>
public sealed record ReasonCode(string Column, string Value, double Contribution, string Text);
