namespace Microsoft.ML.Transforms;

/// <summary>Keeps some columns, or drops some.</summary>
public sealed class ColumnSelectingEstimator : IEstimator<ColumnSelectingTransformer>
{
    private readonly string[] _names;
    private readonly bool _keep;
    private readonly bool _keepHidden;

    internal ColumnSelectingEstimator(string[] names, bool keep, bool keepHidden)
    {
        Contracts.Check(names is { Length: > 0 }, "No column is named to be kept or dropped.");
        _names = names;
        _keep = keep;
        _keepHidden = keepHidden;
    }

    /// <inheritdoc/>
    public ColumnSelectingTransformer Fit(IDataView input)
    {
        Contracts.CheckValue(input, nameof(input));
        var transformer = new ColumnSelectingTransformer(_names, _keep, _keepHidden);
        transformer.GetOutputSchema(input.Schema);
        return transformer;
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Contracts.CheckValue(inputSchema, nameof(inputSchema));
        string[] missing = [.. _names.Where(name => !inputSchema.TryFindColumn(name, out _))];
        if (missing.Length > 0)
        {
            throw Contracts.ExceptSchemaMismatch(nameof(inputSchema), "input", string.Join(",", missing));
        }

        return new SchemaShape(inputSchema.Where(c => _names.Contains(c.Name) == _keep));
    }
}
