namespace Microsoft.ML;

/// <summary>A transformer that has yet to learn from data.</summary>
/// <typeparam name="TTransformer">The transformer it makes.</typeparam>
public interface IEstimator<out TTransformer>
    where TTransformer : ITransformer
{
    /// <summary>Learns from data.</summary>
    /// <param name="input">The data.</param>
    /// <returns>The transformer.</returns>
    TTransformer Fit(IDataView input);

    /// <summary>Promises the shape of the output, or throws if the input does not fit.</summary>
    /// <param name="inputSchema">The shape of the input.</param>
    /// <returns>The shape of the output.</returns>
    SchemaShape GetOutputSchema(SchemaShape inputSchema);
}
