namespace EmotionKit.Onnx;

/// <summary>What a classifier says, as values of a graph.</summary>
/// <param name="Score">Log-odds (batch, 1) of two classes, else probabilities (batch, classes); Single.</param>
/// <param name="Probability">Of the second of two classes, (batch, 1), Single; null for more.</param>
internal readonly record struct GraphScores(string Score, string? Probability);
