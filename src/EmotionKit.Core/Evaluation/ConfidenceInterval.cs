namespace EmotionKit.Evaluation;

/// <summary>A figure and the range that it would likely fall into on other rows of the same kind.</summary>
/// <param name="Value">The figure on all rows.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public readonly record struct ConfidenceInterval(double Value, double Low, double High);
