namespace EmotionKit.Linear;

/// <summary>How much a row of each class counts in training.</summary>
public enum ClassWeighting
{
    /// <summary>Every row counts as its sample weight says.</summary>
    None,

    /// <summary>
    /// Rows of class c are multiplied by total / (classes present * total of c), totals being sums of sample weights, so that
    /// every class has the same total. Without sample weights this is scikit-learn's <c>class_weight="balanced"</c>.
    /// </summary>
    Balanced,
}
