namespace Microsoft.ML;

public sealed partial class DataOperationsCatalog
{
    /// <summary>Data split into a part to train on and a part to test on.</summary>
    public struct TrainTestData
    {
        /// <summary>The part to train on.</summary>
        public readonly IDataView TrainSet;

        /// <summary>The part to test on.</summary>
        public readonly IDataView TestSet;

        internal TrainTestData(IDataView trainSet, IDataView testSet)
        {
            TrainSet = trainSet;
            TestSet = testSet;
        }
    }
}
