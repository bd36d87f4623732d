namespace EmotionKit.Credit;

/// <summary>What a model says on average where a column has one value in every row.</summary>
/// <param name="Value">The value as a text; empty for missing.</param>
/// <param name="Number">The value of a numeric column; NaN for missing, and for other columns.</param>
/// <param name="MeanProbability">Mean predicted probability.</param>
/// <param name="Lower">10 % quantile of the rows' probabilities.</param>
/// <param name="Upper">90 % quantile.</param>
public sealed record PartialDependencePoint(string Value, double Number, double MeanProbability, double Lower, double Upper);
