namespace EmotionKit.Evaluation;

/// <summary>How one group of people is treated by a threshold. Positive rows are the bad customers, and are refused.</summary>
/// <param name="Group">The group.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Positives">Its bad rows.</param>
/// <param name="ApprovalRate">Share accepted, 0 to 1.</param>
/// <param name="ApprovalRatio">That share divided by the largest of any group; below 0.8 is the four-fifths rule's sign of adverse impact.</param>
/// <param name="TruePositiveRate">Share of the bad rows that is refused; NaN without bad rows.</param>
/// <param name="FalsePositiveRate">Share of the good rows that is refused; NaN without good rows.</param>
/// <param name="MeanProbability">Mean predicted probability of being bad.</param>
/// <param name="PositiveRate">Share that is bad; where the model is calibrated for the group, equal to <paramref name="MeanProbability"/>.</param>
/// <param name="Ece">Expected calibration error within the group, 0 to 1.</param>
/// <param name="RocAuc">Area under the ROC curve within the group; NaN when a class is missing.</param>
public sealed record FairnessRow(
    string Group, int Rows, int Positives, double ApprovalRate, double ApprovalRatio, double TruePositiveRate, double FalsePositiveRate,
    double MeanProbability, double PositiveRate, double Ece, double RocAuc);
