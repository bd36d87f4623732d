namespace EmotionKit.Trees;

/// <summary>Where the training of an ensemble of trees stands.</summary>
/// <param name="Trees">Trees (of boosting: rounds) done, from 1.</param>
/// <param name="MaxTrees">Trees or rounds at most.</param>
/// <param name="ValidationLoss">Mean log loss on the rows held out for early stopping; NaN where none are.</param>
public readonly record struct TreeProgress(int Trees, int MaxTrees, double ValidationLoss);
