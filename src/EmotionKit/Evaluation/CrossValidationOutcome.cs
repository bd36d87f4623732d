namespace EmotionKit.Evaluation;

/// <summary>A cross-validation: every row was scored once, by a model that had not seen its fold.</summary>
/// <param name="Folds">One entry per fold.</param>
/// <param name="Outcome">All rows together, fold after fold: its measures are those of the whole data set, not means over folds.</param>
public sealed record CrossValidationOutcome(IReadOnlyList<FoldOutcome> Folds, ClassificationOutcome Outcome)
{
    /// <summary>The measures over all rows.</summary>
    public ClassificationMetrics Metrics => Outcome.Metrics;
}
