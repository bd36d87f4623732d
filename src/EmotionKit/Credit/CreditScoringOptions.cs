using EmotionKit.Calibration;
using EmotionKit.Linear;
using EmotionKit.Tabular;
using EmotionKit.Trainers;
using EmotionKit.Trees;

namespace EmotionKit.Credit;

/// <summary>Options of <see cref="CreditScoringPipeline"/>.</summary>
public sealed record CreditScoringOptions
{
    /// <summary>The column with the truth, Boolean or a key of two: true, or the second key, is a bad customer. Default "Label".</summary>
    public string LabelColumnName { get; init; } = "Label";

    /// <summary>Columns that the model may not see, such as identifiers and protected attributes. Default none.</summary>
    public IReadOnlyList<string> IgnoreColumns { get; init; } = [];

    /// <summary>A column with a weight per row, Single; null (the default) for none.</summary>
    public string? ExampleWeightColumnName { get; init; }

    /// <summary>A column by which rows belong together in the folds of stacking and calibration; it is no feature. Null (the default) for none.</summary>
    public string? GroupColumnName { get; init; }

    /// <summary>What to train. Default <see cref="CreditTrainer.Stacking"/>.</summary>
    public CreditTrainer Trainer { get; init; }

    /// <summary>How training rows are resampled, inside every fit and nowhere else; null (the default) for not at all. Ranking seldom gains by it, and
    /// probabilities then need the calibration that <see cref="CreditTrainer.Stacking"/> has built in.</summary>
    public RowResampler? Resampling { get; init; }

    /// <summary>How probabilities are calibrated by cross-fitting; null (the default) for not at all.</summary>
    public CalibrationMethod? Calibration { get; init; }

    /// <summary>The random forest; null (the default) for 200 trees whose leaves have enough rows to tell the bad customers' share to within 70 % of it.</summary>
    public RandomForestOptions? Forest { get; init; }

    /// <summary>Gradient boosting; null (the default) for small trees of few rows each below 5000 rows, and above for up to 1000 larger ones, ended by early
    /// stopping.</summary>
    public GradientBoostingOptions? Boosting { get; init; }

    /// <summary>L2 penalty of the logistic regression, of the features or of the base models' predictions, at least 0. Default 1.</summary>
    public double L2 { get; init; } = 1;

    /// <summary>L1 penalty of the logistic regression of the features, at least 0. Default 0.</summary>
    public double L1 { get; init; }

    /// <summary>Folds of stacking and of calibration, at least 2. Default 5.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Slots for the categories of one column at most, at least 2; the rarest share one. Default 30.</summary>
    public int MaxCategories { get; init; } = 30;

    /// <summary>Decides folds. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A name is empty, or a number is out of its range; the message names it.</exception>
    public void Validate()
    {
        Check.NotEmpty(LabelColumnName);
        ArgumentNullException.ThrowIfNull(IgnoreColumns);
        foreach (string name in IgnoreColumns)
            Check.NotEmpty(name, nameof(IgnoreColumns));
        if (ExampleWeightColumnName is not null)
            Check.NotEmpty(ExampleWeightColumnName);
        if (GroupColumnName is not null)
            Check.NotEmpty(GroupColumnName);
        Check.Defined(Trainer);
        Resampling?.Validate();
        if (Calibration is { } method)
            Check.Defined(method, nameof(Calibration));
        Forest?.Validate();
        Boosting?.Validate();
        Logistic().Validate();
        Check.AtLeast(Folds, 2);
        Check.AtLeast(MaxCategories, 2);
    }

    internal LogisticRegressionOptions Logistic() => new()
    {
        LabelColumnName = LabelColumnName,
        ExampleWeightColumnName = ExampleWeightColumnName,
        ClassWeights = ClassWeighting.None,
        L1 = L1,
        L2 = L2,
    };

    internal StackingOptions Stacking() => new()
    {
        LabelColumnName = LabelColumnName,
        ExampleWeightColumnName = ExampleWeightColumnName,
        GroupColumnName = GroupColumnName,
        Folds = Folds,
        Seed = Seed,
    };

    internal CalibratedOptions Calibrated(CalibrationMethod method) => new()
    {
        LabelColumnName = LabelColumnName,
        ExampleWeightColumnName = ExampleWeightColumnName,
        GroupColumnName = GroupColumnName,
        Method = method,
        Folds = Folds,
        Seed = Seed,
    };
}
