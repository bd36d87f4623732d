namespace EmotionKit.Trainers;

/// <summary>Where the training of several models stands.</summary>
/// <param name="Done">Models trained.</param>
/// <param name="Total">Models to train.</param>
public readonly record struct EnsembleProgress(int Done, int Total);
