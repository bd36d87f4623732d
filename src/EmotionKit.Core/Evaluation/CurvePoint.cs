namespace EmotionKit.Evaluation;

/// <summary>A point of a curve over thresholds.</summary>
/// <param name="X">False positive rate of a ROC curve, recall of a precision-recall curve, 0 to 1.</param>
/// <param name="Y">True positive rate, or precision, 0 to 1.</param>
/// <param name="Threshold">Rows with at least this score are taken as positive; infinite where none is.</param>
public readonly record struct CurvePoint(double X, double Y, double Threshold);
