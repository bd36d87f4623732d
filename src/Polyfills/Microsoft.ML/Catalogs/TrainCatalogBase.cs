namespace Microsoft.ML;

/// <summary>Base of the catalogs of one kind of task.</summary>
public abstract partial class TrainCatalogBase
{
    private protected TrainCatalogBase(MLContext context)
    {
        Context = context;
    }

    private protected MLContext Context { get; }

    private protected CrossValidationResult<T>[] CrossValidateCore<T>(
        IDataView data,
        IEstimator<ITransformer> estimator,
        int numberOfFolds,
        string samplingKeyColumnName,
        int? seed,
        Func<IDataView, T> evaluate)
        where T : class
    {
        Contracts.CheckValue(data, nameof(data));
        Contracts.CheckValue(estimator, nameof(estimator));
        IReadOnlyList<DataOperationsCatalog.TrainTestData> folds = Context.Data.CrossValidationSplit(data, numberOfFolds, samplingKeyColumnName, seed);
        var results = new CrossValidationResult<T>[folds.Count];
        for (int i = 0; i < results.Length; i++)
        {
            ITransformer model = estimator.Fit(folds[i].TrainSet);
            IDataView scores = model.Transform(folds[i].TestSet);
            results[i] = new CrossValidationResult<T>(model, evaluate(scores), scores, i);
        }

        return results;
    }
}
