namespace EmotionKit.Credit;

/// <summary>How much a model needs a column.</summary>
/// <param name="Column">The column.</param>
/// <param name="Mean">By how much the metric becomes worse on average where the column's values are dealt to other rows.</param>
/// <param name="StandardDeviation">Over the permutations.</param>
/// <param name="Lower">Lower end of the confidence interval of the mean over permutations (Student's t).</param>
/// <param name="Upper">Upper end.</param>
public sealed record ColumnImportance(string Column, double Mean, double StandardDeviation, double Lower, double Upper);
