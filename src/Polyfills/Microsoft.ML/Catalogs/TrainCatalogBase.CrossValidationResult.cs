namespace Microsoft.ML;

public abstract partial class TrainCatalogBase
{
    /// <summary>What cross-validation makes of one fold.</summary>
    /// <typeparam name="T">The metrics.</typeparam>
    public sealed class CrossValidationResult<T>
        where T : class
    {
        /// <summary>The metrics on the fold.</summary>
        public readonly T Metrics;

        /// <summary>The model fitted on the other folds.</summary>
        public readonly ITransformer Model;

        /// <summary>What the model makes of the fold.</summary>
        public readonly IDataView ScoredHoldOutSet;

        /// <summary>The index of the fold, from 0.</summary>
        public readonly int Fold;

        internal CrossValidationResult(ITransformer model, T metrics, IDataView scores, int fold)
        {
            Model = model;
            Metrics = metrics;
            ScoredHoldOutSet = scores;
            Fold = fold;
        }
    }
}
