namespace EmotionKit.Neural;

/// <summary>What one epoch gave.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Loss">Mean training loss, augmented rows, dropout and class weights included.</param>
/// <param name="Accuracy">Training accuracy likewise, 0 to 1.</param>
/// <param name="LearningRate">Of the last step.</param>
/// <param name="ValidationLoss">Mean cross-entropy of the validation rows; null without such rows.</param>
/// <param name="ValidationAccuracy">0 to 1.</param>
/// <param name="ValidationUar">Mean recall over the classes that occur among the validation rows, 0 to 1.</param>
public sealed record TrainingEpoch(
    int Epoch, double Loss, double Accuracy, double LearningRate, double? ValidationLoss = null, double? ValidationAccuracy = null,
    double? ValidationUar = null);
