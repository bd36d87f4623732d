namespace EmotionKit.Credit;

/// <summary>What <see cref="CreditScoringPipeline"/> trains.</summary>
public enum CreditTrainer
{
    /// <summary>A random forest and gradient boosting, weighed by a logistic regression of their out-of-fold predictions.</summary>
    Stacking,

    /// <summary>A random forest alone.</summary>
    Forest,

    /// <summary>Gradient boosting alone.</summary>
    Boosting,

    /// <summary>Logistic regression of imputed, clipped and scaled features.</summary>
    Logistic,
}
