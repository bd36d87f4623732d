using EmotionKit.Linear;

namespace EmotionKit.Trainers;

/// <summary>Options of <c>LogisticRegression</c> for two and for several classes.</summary>
public sealed record LogisticRegressionOptions
{
    /// <summary>The column with the classes: a key, or Boolean for two. Default "Label".</summary>
    public string LabelColumnName { get; init; } = "Label";

    /// <summary>The column with the features, a vector of Single of known size. Default "Features".</summary>
    public string FeatureColumnName { get; init; } = "Features";

    /// <summary>The column with a weight per row, Single, at least 0; null (the default) for equal weights.</summary>
    public string? ExampleWeightColumnName { get; init; }

    /// <inheritdoc cref="SoftmaxRegressionOptions.L2"/>
    public double L2 { get; init; } = 1.0;

    /// <inheritdoc cref="SoftmaxRegressionOptions.L1"/>
    public double L1 { get; init; }

    /// <inheritdoc cref="SoftmaxRegressionOptions.Standardize"/>
    public bool Standardize { get; init; } = true;

    /// <inheritdoc cref="SoftmaxRegressionOptions.ClassWeights"/>
    public ClassWeighting ClassWeights { get; init; } = ClassWeighting.None;

    /// <inheritdoc cref="SoftmaxRegressionOptions.MaxIterations"/>
    public int MaxIterations { get; init; } = 1000;

    /// <inheritdoc cref="SoftmaxRegressionOptions.Tolerance"/>
    public double Tolerance { get; init; } = 1e-6;

    /// <inheritdoc cref="SoftmaxRegressionOptions.History"/>
    public int History { get; init; } = 10;

    /// <summary>
    /// Whether standard errors, z and p of the coefficients are computed too (see <see cref="CoefficientTable"/>), which takes memory for the square
    /// of their number. Default false.
    /// </summary>
    public bool StandardErrors { get; init; }

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A name is empty, or a number is out of its range; the message names it.</exception>
    public void Validate()
    {
        Check.NotEmpty(LabelColumnName);
        Check.NotEmpty(FeatureColumnName);
        if (ExampleWeightColumnName is not null)
            Check.NotEmpty(ExampleWeightColumnName);
        ToSoftmax().Validate();
    }

    internal SoftmaxRegressionOptions ToSoftmax() => new()
    {
        L2 = L2,
        L1 = L1,
        Standardize = Standardize,
        ClassWeights = ClassWeights,
        MaxIterations = MaxIterations,
        Tolerance = Tolerance,
        History = History,
    };
}
