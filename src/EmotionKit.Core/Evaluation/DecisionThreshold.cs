namespace EmotionKit.Evaluation;

/// <summary>A threshold and what it does on the rows that it was chosen on.</summary>
/// <param name="Threshold">Rows whose score is at least this are refused. Positive infinity accepts every row.</param>
/// <param name="ApprovalRate">Share of the rows that is accepted, 0 to 1.</param>
/// <param name="TruePositiveRate">Share of the bad rows that is refused, 0 to 1.</param>
/// <param name="FalsePositiveRate">Share of the good rows that is refused, 0 to 1.</param>
/// <param name="BadRateAccepted">Share of the accepted rows that is bad, 0 to 1; NaN when none is accepted.</param>
/// <param name="Cost">Mean cost per row; NaN where no costs were given.</param>
public readonly record struct DecisionThreshold(
    double Threshold, double ApprovalRate, double TruePositiveRate, double FalsePositiveRate, double BadRateAccepted, double Cost);
