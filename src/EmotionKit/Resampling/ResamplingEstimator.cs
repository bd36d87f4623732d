using EmotionKit.Rows;
using EmotionKit.Trainers;
using Microsoft.ML;

namespace EmotionKit.Tabular;

/// <summary>Fits another estimator on resampled rows, and nothing else; see <c>WithResampling</c>.</summary>
/// <typeparam name="TTransformer">What the other estimator gives.</typeparam>
public sealed class ResamplingEstimator<TTransformer> : IEstimator<TTransformer>, IMemberOwner
    where TTransformer : class, ITransformer
{
    private readonly IEstimator<TTransformer> _inner;
    private readonly RowResampler _resampler;
    private readonly ResamplingOptions _options;
    private readonly CancellationToken _cancellation;

    internal ResamplingEstimator(IEstimator<TTransformer> inner, RowResampler resampler, ResamplingOptions options, CancellationToken cancellation)
    {
        resampler.Validate();
        options.Validate();
        _inner = inner;
        _resampler = resampler;
        _options = options;
        _cancellation = cancellation;
    }

    IEnumerable<IEstimator<ITransformer>> IMemberOwner.Members => [_inner];

    /// <summary>Resamples the rows in memory and fits the inner estimator on them.</summary>
    /// <returns>The inner estimator's transformer, as it is: rows that it transforms are never resampled.</returns>
    /// <exception cref="ArgumentException">A column is missing or of a wrong type, a feature is not finite, or the rows are too few for the method.</exception>
    /// <exception cref="OperationCanceledException">The token that the estimator was made with was cancelled.</exception>
    public TTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        SampleRows rows = SampleRows.Read(input, _options, _cancellation);
        SampleSet resampled = _resampler.Resample(rows.Samples, Execution.Threads, _cancellation);
        return _inner.Fit(rows.View(input, resampled, _cancellation));
    }

    /// <summary>The inner estimator's: resampling changes no column.</summary>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        ColumnLookup.Find(inputSchema, _options.FeatureColumnName, TypeRule.KnownSingleVector, SampleRows.Component);
        ColumnLookup.Find(inputSchema, _options.LabelColumnName, SampleRows.LabelRule, SampleRows.Component);
        return _inner.GetOutputSchema(inputSchema);
    }
}
