using EmotionKit.Calibration;

namespace EmotionKit.Trainers;

/// <summary>Options of <c>Calibrated</c>.</summary>
public sealed record CalibratedOptions
{
    /// <summary>The column with the classes: Boolean, or a key of two. Default "Label".</summary>
    public string LabelColumnName { get; init; } = "Label";

    /// <summary>The column with the features, a vector of Single of known size. Default "Features".</summary>
    public string FeatureColumnName { get; init; } = "Features";

    /// <summary>A column with a weight per row, which the calibration counts and the trainer may ask for, Single; null (the default) for none.</summary>
    public string? ExampleWeightColumnName { get; init; }

    /// <summary>A column by which rows belong together: they are in one fold. Null (the default) for none.</summary>
    public string? GroupColumnName { get; init; }

    /// <summary>The kind of curve. Default <see cref="CalibrationMethod.Platt"/>.</summary>
    public CalibrationMethod Method { get; init; }

    /// <summary>Folds of the predictions that the curve is fitted on, at least 2. Default 5.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Another seed, other folds. Default 1.</summary>
    public int Seed { get; init; } = 1;

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
        Check.Defined(Method);
        Check.AtLeast(Folds, 2);
    }
}
