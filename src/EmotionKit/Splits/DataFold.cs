using Microsoft.ML;

namespace EmotionKit.Splits;

/// <summary>One fold of a cross-validation; rows are read from the data when the parts are read.</summary>
/// <param name="Fold">Number of the fold, from 0.</param>
/// <param name="TrainSet">The rows of all other folds.</param>
/// <param name="TestSet">The rows of this fold.</param>
public sealed record DataFold(int Fold, IDataView TrainSet, IDataView TestSet);
