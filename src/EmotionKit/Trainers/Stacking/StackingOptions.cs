namespace EmotionKit.Trainers;

/// <summary>Options of <c>Stacking</c>.</summary>
public sealed record StackingOptions
{
    /// <summary>The column with the classes: a key, or Boolean for two. Default "Label".</summary>
    public string LabelColumnName { get; init; } = "Label";

    /// <summary>The column with the features, a vector of Single of known size. Default "Features".</summary>
    public string FeatureColumnName { get; init; } = "Features";

    /// <summary>A column with a weight per row that trainers may ask for, Single; null (the default) for none.</summary>
    public string? ExampleWeightColumnName { get; init; }

    /// <summary>A column by which rows belong together (a customer with several loans): they are in one fold. Null (the default) for none.</summary>
    public string? GroupColumnName { get; init; }

    /// <summary>Folds of the out-of-fold predictions that the last trainer learns from, at least 2. Default 5.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Another seed, other folds. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Whether the last trainer is given the features too. Default false.</summary>
    public bool PassThrough { get; init; }

    /// <summary>How predictions are given to the last trainer. Default <see cref="MetaInput.LogOdds"/>.</summary>
    public MetaInput MetaInput { get; init; }

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A name is empty, or a number is out of its range; the message names it.</exception>
    public void Validate()
    {
        Check.NotEmpty(LabelColumnName);
        Check.NotEmpty(FeatureColumnName);
        if (ExampleWeightColumnName is not null)
            Check.NotEmpty(ExampleWeightColumnName);
        if (GroupColumnName is not null)
            Check.NotEmpty(GroupColumnName);
        Check.AtLeast(Folds, 2);
        Check.Defined(MetaInput);
    }
}
