namespace HostApp;

/// <summary>The answer of <c>POST /digit</c>.</summary>
/// <param name="Label">The most probable digit.</param>
/// <param name="Probability">Its probability, 0 to 1.</param>
/// <param name="Scores">The probability of each digit; their sum is 1.</param>
/// <param name="Pixels">What the network looked at, row by row: 28 x 28, ink 255 on paper 0.</param>
/// <param name="Model">Which model answered.</param>
internal sealed record DigitAnswer(string Label, float Probability, IReadOnlyDictionary<string, float> Scores, int[] Pixels, string Model);
