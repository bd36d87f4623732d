using Microsoft.ML;

namespace EmotionKit.Evaluation;

/// <summary>One fold of a cross-validation.</summary>
/// <param name="Fold">Number of the fold, from 0.</param>
/// <param name="Model">What was fitted on the other folds.</param>
/// <param name="ScoredTestSet">The fold's rows, scored by it; computed when read.</param>
/// <param name="Outcome">What the model said of the fold's rows.</param>
public sealed record FoldOutcome(int Fold, ITransformer Model, IDataView ScoredTestSet, ClassificationOutcome Outcome);
