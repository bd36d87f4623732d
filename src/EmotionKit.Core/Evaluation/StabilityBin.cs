namespace EmotionKit.Evaluation;

/// <summary>One bin of a population stability index.</summary>
/// <param name="Name">The category, or the interval.</param>
/// <param name="Expected">Share of the expected (older) rows, 0 to 1.</param>
/// <param name="Actual">Share of the actual (newer) rows, 0 to 1.</param>
/// <param name="Contribution">What the bin adds to the index, at least 0.</param>
public readonly record struct StabilityBin(string Name, double Expected, double Actual, double Contribution);
