namespace EmotionKit.Neural;

/// <summary>What decides which epoch is the best. Without validation rows it is the training loss.</summary>
public enum TrainingMonitor
{
    /// <summary>The lowest validation loss.</summary>
    ValidationLoss,

    /// <summary>The highest validation accuracy, and among equals the lowest loss.</summary>
    ValidationAccuracy,

    /// <summary>The highest unweighted average recall on the validation rows, and among equals the lowest loss.</summary>
    ValidationUar,
}
