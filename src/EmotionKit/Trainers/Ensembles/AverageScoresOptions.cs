namespace EmotionKit.Trainers;

/// <summary>Options of <c>AverageScores</c>.</summary>
public sealed record AverageScoresOptions
{
    /// <summary>A weight per column, finite, at least 0 and not all 0; empty (the default) for equal ones.</summary>
    public IReadOnlyList<double> Weights { get; init; } = [];

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A number is out of its range; the message names it.</exception>
    public void Validate()
    {
        ArgumentNullException.ThrowIfNull(Weights);
        foreach (double weight in Weights)
        {
            Check.AtLeast(weight, 0.0, nameof(Weights));
            Check.Finite(weight, nameof(Weights));
        }
        if (Weights.Count > 0 && Weights.Sum() == 0)
            throw new ArgumentException("Weights: expected a weight above 0, got only zeros.");
    }
}
