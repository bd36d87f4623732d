namespace EmotionKit.Trainers;

/// <summary>Options of <c>Voting</c>.</summary>
public sealed record VotingOptions
{
    /// <summary>The column with the classes: a key, or Boolean for two. Default "Label".</summary>
    public string LabelColumnName { get; init; } = "Label";

    /// <summary>The column with the features, a vector of Single of known size. Default "Features".</summary>
    public string FeatureColumnName { get; init; } = "Features";

    /// <summary>A column with a weight per row that trainers may ask for, Single; null (the default) for none.</summary>
    public string? ExampleWeightColumnName { get; init; }

    /// <summary>How votes are counted. Default <see cref="VotingKind.Soft"/>.</summary>
    public VotingKind Kind { get; init; }

    /// <summary>A weight per trainer, at least 0 and not all 0; empty (the default) for equal ones.</summary>
    public IReadOnlyList<double> Weights { get; init; } = [];

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A name is empty, or a number is out of its range; the message names it.</exception>
    public void Validate()
    {
        Check.NotEmpty(LabelColumnName);
        Check.NotEmpty(FeatureColumnName);
        if (ExampleWeightColumnName is not null)
            Check.NotEmpty(ExampleWeightColumnName);
        Check.Defined(Kind);
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
