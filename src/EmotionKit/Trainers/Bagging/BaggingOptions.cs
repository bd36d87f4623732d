namespace EmotionKit.Trainers;

/// <summary>Options of <c>Bagging</c>.</summary>
public sealed record BaggingOptions
{
    /// <summary>The column with the classes: a key, or Boolean for two. Default "Label".</summary>
    public string LabelColumnName { get; init; } = "Label";

    /// <summary>The column with the features, a vector of Single of known size. Default "Features".</summary>
    public string FeatureColumnName { get; init; } = "Features";

    /// <summary>A column with a weight per row that the trainer may ask for, Single; null (the default) for none.</summary>
    public string? ExampleWeightColumnName { get; init; }

    /// <summary>Models, 1 to 1000. Default 10.</summary>
    public int Models { get; init; } = 10;

    /// <summary>Rows that each model learns from, as a share of all, above 0 and at most 1. Default 1.</summary>
    public double RowFraction { get; init; } = 1;

    /// <summary>Whether rows are drawn with replacement (the bootstrap; Breiman 1996) or without (pasting). Default true.</summary>
    public bool Replacement { get; init; } = true;

    /// <summary>Another seed, other draws. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A name is empty, or a number is out of its range; the message names it.</exception>
    public void Validate()
    {
        Check.NotEmpty(LabelColumnName);
        Check.NotEmpty(FeatureColumnName);
        if (ExampleWeightColumnName is not null)
            Check.NotEmpty(ExampleWeightColumnName);
        Check.InRange(Models, 1, MemberList.Max);
        Check.Positive(RowFraction);
        Check.InRange(RowFraction, 0.0, 1.0);
    }
}
