using Microsoft.ML.Data;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace Microsoft.ML.Transforms;

/// <summary>Joins columns of one type of item into a vector.</summary>
public sealed class ColumnConcatenatingEstimator : IEstimator<ColumnConcatenatingTransformer>
{
    private readonly string _outputName;
    private readonly string[] _inputNames;

    internal ColumnConcatenatingEstimator(string outputName, string[] inputNames)
    {
        Contracts.CheckNonEmpty(outputName, "outputColumnName");
        Contracts.CheckValue(inputNames, "inputColumnNames");
        Contracts.CheckParam(inputNames.Length > 0, "inputColumnNames", "Input columns not specified");
        Contracts.CheckParam(!Array.Exists(inputNames, string.IsNullOrEmpty), "inputColumnNames", "Contained some null or empty items");
        _outputName = outputName;
        _inputNames = inputNames;
    }

    /// <inheritdoc/>
    public ColumnConcatenatingTransformer Fit(IDataView input)
    {
        Contracts.CheckValue(input, nameof(input));
        return new ColumnConcatenatingTransformer(_outputName, _inputNames);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Contracts.CheckValue(inputSchema, nameof(inputSchema));
        SchemaShape.Column[] inputs = Array.ConvertAll(_inputNames, name => new InputOutputColumnPair(name).FindInput(inputSchema));
        SchemaShape.Column first = inputs[0];
        foreach (SchemaShape.Column column in inputs)
        {
            if (!column.ItemType.Equals(first.ItemType) || column.IsKey != first.IsKey)
            {
                throw Contracts.ExceptSchemaMismatch(nameof(inputSchema), "input", column.Name, first.GetTypeString(), column.GetTypeString());
            }
        }

        if (inputs.Length == 1 && first.Kind != VectorKind.Scalar)
        {
            return inputSchema.With(first.Renamed(_outputName));
        }

        VectorKind kind = Array.Exists(inputs, c => c.Kind == VectorKind.VariableVector) ? VectorKind.VariableVector : VectorKind.Vector;
        var annotations = new List<SchemaShape.Column>();
        if (first.ItemType is NumberDataViewType && !first.IsKey && Array.TrueForAll(inputs, c => Has(c, AnnotationKinds.IsNormalized)))
        {
            annotations.Add(new SchemaShape.Column(AnnotationKinds.IsNormalized, VectorKind.Scalar, BooleanDataViewType.Instance, isKey: false));
        }

        if (kind == VectorKind.Vector && Array.Exists(inputs, c => c.Kind == VectorKind.Scalar || Has(c, AnnotationKinds.SlotNames)))
        {
            annotations.Add(new SchemaShape.Column(AnnotationKinds.SlotNames, VectorKind.Vector, TextDataViewType.Instance, isKey: false));
        }

        return inputSchema.With(new SchemaShape.Column(_outputName, kind, first.ItemType, first.IsKey, new SchemaShape(annotations)));
    }

    private static bool Has(SchemaShape.Column column, string kind) => column.Annotations.TryFindColumn(kind, out _);
}
