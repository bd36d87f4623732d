namespace EmotionKit.Trainers;

/// <summary>What a stacked model's last trainer is given of the base trainers' predictions.</summary>
public enum MetaInput
{
    /// <summary>Logarithms: log-odds of the positive class, or ln p of each class, of probabilities kept within 1e-4 and 1 - 1e-4. A logistic regression
    /// of them holds each base model unchanged as a special case.</summary>
    LogOdds,

    /// <summary>Probabilities, as scikit-learn's <c>StackingClassifier</c> gives them.</summary>
    Probability,
}
