using Microsoft.ML.Data;

namespace Microsoft.ML;

public sealed partial class DataOperationsCatalog
{
    // The seed of the real library where neither the call nor the context has one.
    private const int DefaultSplitSeed = 42;

    /// <summary>Splits data into a part to train on and a part to test on.</summary>
    /// <param name="data">The data.</param>
    /// <param name="testFraction">About which part of the rows to test on, between 0 and 1.</param>
    /// <param name="samplingKeyColumnName">A column rows of equal values of which stay together, or null.</param>
    /// <param name="seed">The seed, or null for the context's.</param>
    /// <returns>The two parts.</returns>
    public TrainTestData TrainTestSplit(IDataView data, double testFraction = 0.1, string samplingKeyColumnName = null, int? seed = null)
    {
        Contracts.CheckValue(data, nameof(data));
        Contracts.CheckParam(testFraction is > 0 and < 1, nameof(testFraction), "Must be between 0 and 1 exclusive");
        return Split(data, 0, testFraction, KeyColumn(data, samplingKeyColumnName), SplitSeed(seed));
    }

    /// <summary>Splits data into folds, each once a part to test on.</summary>
    /// <param name="data">The data.</param>
    /// <param name="numberOfFolds">The number of folds, at least 2.</param>
    /// <param name="samplingKeyColumnName">A column rows of equal values of which stay together, or null.</param>
    /// <param name="seed">The seed, or null for the context's.</param>
    /// <returns>For each fold, the other rows and those of the fold.</returns>
    public IReadOnlyList<TrainTestData> CrossValidationSplit(IDataView data, int numberOfFolds = 5, string samplingKeyColumnName = null, int? seed = null)
    {
        Contracts.CheckValue(data, nameof(data));
        Contracts.CheckParam(numberOfFolds > 1, nameof(numberOfFolds), "Must be more than 1");
        DataViewSchema.Column? key = KeyColumn(data, samplingKeyColumnName);
        int splitSeed = SplitSeed(seed);
        var folds = new TrainTestData[numberOfFolds];
        for (int i = 0; i < folds.Length; i++)
        {
            folds[i] = Split(data, (double)i / numberOfFolds, (double)(i + 1) / numberOfFolds, key, splitSeed);
        }

        return folds;
    }

    private static DataViewSchema.Column? KeyColumn(IDataView data, string name)
    {
        if (name is null)
        {
            return null;
        }

        return data.Schema.GetColumnOrNull(name) ?? throw Contracts.ExceptSchemaMismatch("samplingKeyColumnName", "SamplingKeyColumn", name);
    }

    private static TrainTestData Split(IDataView data, double from, double to, DataViewSchema.Column? key, int seed)
    {
        bool IsTest(double fraction) => from <= fraction && fraction < to;
        return new TrainTestData(
            new SplitView(data, key, seed, fraction => !IsTest(fraction)),
            new SplitView(data, key, seed, IsTest));
    }

    private int SplitSeed(int? seed) => seed ?? _context.Seed ?? DefaultSplitSeed;
}
