namespace EmotionKit.Reporting;

/// <summary>How well one class is found.</summary>
/// <param name="Label">Name of the class.</param>
/// <param name="Precision">Correct among the rows predicted as the class, 0 to 1; 0 when none is.</param>
/// <param name="Recall">Found among the rows of the class, 0 to 1; 0 when there is none.</param>
/// <param name="F1">Harmonic mean of the two, 0 to 1.</param>
/// <param name="Support">Rows of the class.</param>
/// <param name="RocAuc">Area under the ROC curve against the rest; null without scores, or when all or no rows are of the class.</param>
public sealed record ClassReport(string Label, double Precision, double Recall, double F1, int Support, double? RocAuc);
