using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Looks at the first rows of data.</summary>
public static class DebuggerExtensions
{
    /// <summary>Reads the first rows.</summary>
    /// <param name="data">The data.</param>
    /// <param name="maxRows">The largest number of rows.</param>
    /// <returns>The rows.</returns>
    public static DataDebuggerPreview Preview(this IDataView data, int maxRows = 100) => new(data, maxRows);

    /// <summary>Reads the first rows of what a transformer makes.</summary>
    /// <param name="transformer">The transformer.</param>
    /// <param name="data">What it makes them of.</param>
    /// <param name="maxRows">The largest number of rows.</param>
    /// <returns>The rows.</returns>
    public static DataDebuggerPreview Preview(this ITransformer transformer, IDataView data, int maxRows = 100)
    {
        Contracts.CheckValue(transformer, nameof(transformer));
        Contracts.CheckValue(data, nameof(data));
        return new DataDebuggerPreview(transformer.Transform(data), maxRows);
    }

    /// <summary>Reads the first rows of what an estimator's transformer makes, fitted on the first rows.</summary>
    /// <param name="estimator">The estimator.</param>
    /// <param name="data">What it is fitted on, and makes rows of.</param>
    /// <param name="maxRows">The largest number of rows.</param>
    /// <param name="maxTrainingRows">The largest number of rows to fit on.</param>
    /// <returns>The rows.</returns>
    public static DataDebuggerPreview Preview(this IEstimator<ITransformer> estimator, IDataView data, int maxRows = 100, int maxTrainingRows = 100)
    {
        Contracts.CheckValue(estimator, nameof(estimator));
        Contracts.CheckValue(data, nameof(data));
        Contracts.CheckParam(maxTrainingRows >= 0, nameof(maxTrainingRows), "Must not be negative.");
        ITransformer transformer = estimator.Fit(new SkipTakeView(data, skip: 0, take: maxTrainingRows));
        return new DataDebuggerPreview(transformer.Transform(data), maxRows);
    }
}
