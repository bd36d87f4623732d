using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Gives back what keys stand for, as their column's annotations say.</summary>
public sealed class KeyToValueMappingEstimator : IEstimator<KeyToValueMappingTransformer>
{
    private readonly InputOutputColumnPair[] _pairs;

    internal KeyToValueMappingEstimator(params InputOutputColumnPair[] pairs)
    {
        Contracts.CheckParam(pairs is { Length: > 0 }, "columns", "Must not be empty.");
        _pairs = pairs;
    }

    /// <inheritdoc/>
    public KeyToValueMappingTransformer Fit(IDataView input)
    {
        Contracts.CheckValue(input, nameof(input));
        var transformer = new KeyToValueMappingTransformer(_pairs);
        transformer.GetOutputSchema(input.Schema);
        return transformer;
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Contracts.CheckValue(inputSchema, nameof(inputSchema));
        SchemaShape shape = inputSchema;
        foreach (InputOutputColumnPair pair in _pairs)
        {
            SchemaShape.Column column = pair.FindInput(inputSchema);
            if (!column.IsKey)
            {
                throw Contracts.ExceptSchemaMismatch(nameof(inputSchema), "input", pair.InputColumnName, "KeyDataViewType", column.GetTypeString());
            }

            if (!column.Annotations.TryFindColumn(AnnotationKinds.KeyValues, out SchemaShape.Column values))
            {
                throw Contracts.ExceptParam(nameof(inputSchema), $"Input column '{pair.InputColumnName}' doesn't contain key values metadata");
            }

            SchemaShape annotations = column.Annotations.TryFindColumn(AnnotationKinds.SlotNames, out SchemaShape.Column slotNames)
                ? new SchemaShape([slotNames])
                : null;
            shape = shape.With(new SchemaShape.Column(pair.OutputColumnName, column.Kind, values.ItemType, values.IsKey, annotations));
        }

        return shape;
    }
}
