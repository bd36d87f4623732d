namespace EmotionKit.Evaluation;

/// <summary>How well one class is found.</summary>
/// <param name="Precision">Correct among the rows predicted as the class, 0 to 1; 0 when none is.</param>
/// <param name="Recall">Found among the rows of the class, 0 to 1; 0 when there is none.</param>
/// <param name="F1">Harmonic mean of the two, 0 to 1; 0 when both are 0.</param>
/// <param name="Support">Rows of the class.</param>
public readonly record struct ClassMetrics(double Precision, double Recall, double F1, int Support);
