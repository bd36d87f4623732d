namespace EmotionKit.Reporting;

/// <summary>One fold of a cross-validation.</summary>
/// <param name="Fold">Number of the fold, from 0.</param>
/// <param name="Rows">Rows measured.</param>
/// <param name="Accuracy">Share of correct rows, 0 to 1.</param>
/// <param name="Uar">Unweighted average recall, 0 to 1.</param>
/// <param name="MacroF1">Mean F1 over the classes, 0 to 1.</param>
public sealed record FoldReport(int Fold, int Rows, double Accuracy, double Uar, double MacroF1);
