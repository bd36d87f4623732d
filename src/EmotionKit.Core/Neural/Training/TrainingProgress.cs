namespace EmotionKit.Neural;

/// <summary>How far training is.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Epochs">At most.</param>
/// <param name="Step">Steps of this epoch that are done.</param>
/// <param name="Steps">Steps of an epoch.</param>
/// <param name="Loss">Mean training loss of this epoch so far.</param>
/// <param name="Accuracy">Training accuracy of this epoch so far, on augmented rows, 0 to 1.</param>
/// <param name="LearningRate">Of the last step.</param>
/// <param name="Remaining">Estimated time to the last epoch.</param>
/// <param name="EpochResult">What the epoch gave, once it has ended; else null.</param>
public readonly record struct TrainingProgress(
    int Epoch, int Epochs, int Step, int Steps, double Loss, double Accuracy, double LearningRate, TimeSpan Remaining, TrainingEpoch? EpochResult);
