namespace EmotionKit.Credit;

/// <summary>What <see cref="CreditScoringPipeline"/> does with a column.</summary>
/// <param name="Name">The column.</param>
/// <param name="Use">Number, Category or Ignored.</param>
/// <param name="Reason">Why it is ignored; null where it is used.</param>
public sealed record CreditColumn(string Name, CreditColumnUse Use, string? Reason = null);
