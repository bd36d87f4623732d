using Microsoft.ML;

namespace EmotionKit.Splits;

/// <summary>Two parts of the same data, in its order; rows are read from it when the parts are read.</summary>
/// <param name="TrainSet">What to fit on.</param>
/// <param name="TestSet">What to measure on.</param>
public readonly record struct DataSplit(IDataView TrainSet, IDataView TestSet);
