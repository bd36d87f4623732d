namespace EmotionKit.Credit;

/// <summary>By what permutation importance measures a model.</summary>
public enum ImportanceMetric
{
    /// <summary>Area under the ROC curve: importance is how far it falls.</summary>
    RocAuc,

    /// <summary>Log loss: importance is how far it rises.</summary>
    LogLoss,

    /// <summary>Brier score: importance is how far it rises.</summary>
    Brier,
}
