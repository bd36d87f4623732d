namespace HostApp;

/// <summary>The answer of <c>POST /emotion</c>.</summary>
/// <param name="Label">The most probable emotion.</param>
/// <param name="Probability">Its probability, 0 to 1.</param>
/// <param name="Scores">The probability of each emotion; their sum is 1.</param>
/// <param name="Seconds">How long the recording is.</param>
/// <param name="Model">Which model answered.</param>
internal sealed record EmotionAnswer(string Label, float Probability, IReadOnlyDictionary<string, float> Scores, double Seconds, string Model);
