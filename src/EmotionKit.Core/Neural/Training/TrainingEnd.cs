namespace EmotionKit.Neural;

/// <summary>Why training ended.</summary>
public enum TrainingEnd
{
    /// <summary>All epochs are done.</summary>
    Completed,

    /// <summary>No improvement for as many epochs as was asked.</summary>
    EarlyStopping,

    /// <summary>It was cancelled; the network is the best so far.</summary>
    Cancelled,
}
