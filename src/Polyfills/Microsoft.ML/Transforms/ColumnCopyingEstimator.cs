namespace Microsoft.ML.Transforms;

/// <summary>Copies columns under other names.</summary>
public sealed class ColumnCopyingEstimator : IEstimator<ColumnCopyingTransformer>
{
    private readonly InputOutputColumnPair[] _pairs;

    internal ColumnCopyingEstimator(params InputOutputColumnPair[] pairs)
    {
        _pairs = pairs;
    }

    /// <inheritdoc/>
    public ColumnCopyingTransformer Fit(IDataView input)
    {
        Contracts.CheckValue(input, nameof(input));
        var transformer = new ColumnCopyingTransformer(_pairs);
        transformer.GetOutputSchema(input.Schema);
        return transformer;
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Contracts.CheckValue(inputSchema, nameof(inputSchema));
        return inputSchema.With([.. _pairs.Select(p => p.FindInput(inputSchema).Renamed(p.OutputColumnName))]);
    }
}
