namespace EmotionKit.Evaluation;

/// <summary>Rows of similar probability, and how many of them are positive.</summary>
/// <param name="From">Lower end, 0 to 1.</param>
/// <param name="To">Upper end, 0 to 1.</param>
/// <param name="Rows">Rows in the bin, at least 1.</param>
/// <param name="MeanProbability">Mean of their probabilities.</param>
/// <param name="PositiveRate">Share of them that is positive.</param>
public readonly record struct CalibrationBin(double From, double To, int Rows, double MeanProbability, double PositiveRate);
