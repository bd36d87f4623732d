using System.Globalization;
using System.Text.Json.Serialization;

namespace EmotionKit.Cli.Speech;

/// <summary>What a model says of one recording, as <c>predict</c> shows it.</summary>
internal sealed record Prediction
{
    public required string Path { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Label { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public float? Probability { get; init; }

    /// <summary>The probability of each class.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, float>? Scores { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Error { get; init; }

    public static Prediction Of(ScoredRecording scored, IReadOnlyList<string> classes) => scored.Error is { } error
        ? new Prediction { Path = scored.Recording.Path, Error = error }
        : new Prediction
        {
            Path = scored.Recording.Path,
            Label = classes[scored.Predicted],
            Probability = scored.Scores[scored.Predicted],
            Scores = classes.Zip(scored.Scores).ToDictionary(pair => pair.First, pair => pair.Second),
        };

    /// <summary>A line for a person: the emotion, and the two next ones.</summary>
    public override string ToString()
    {
        IEnumerable<string> next = Scores!.Where(score => score.Key != Label).OrderByDescending(score => score.Value).Take(2)
            .Select(score => string.Create(CultureInfo.InvariantCulture, $"{score.Key} {score.Value:F3}"));
        return string.Create(CultureInfo.InvariantCulture, $"{Path}: {Label} {Probability:F3} ({string.Join(", ", next)})");
    }
}
