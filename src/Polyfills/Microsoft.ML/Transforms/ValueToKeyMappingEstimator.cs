using Microsoft.ML.Data;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace Microsoft.ML.Transforms;

/// <summary>Learns the values of columns and numbers them, from 1; missing values become 0.</summary>
public sealed class ValueToKeyMappingEstimator : IEstimator<ValueToKeyMappingTransformer>
{
    private readonly InputOutputColumnPair[] _pairs;
    private readonly int _maximumNumberOfKeys;
    private readonly KeyOrdinality _ordinality;
    private readonly bool _asText;
    private readonly IDataView _keyData;

    internal ValueToKeyMappingEstimator(InputOutputColumnPair[] pairs, int maximumNumberOfKeys, KeyOrdinality ordinality, bool asText, IDataView keyData)
    {
        Contracts.CheckParam(pairs is { Length: > 0 }, "columns", "Must not be empty.");
        Contracts.CheckParam(maximumNumberOfKeys > 0, nameof(maximumNumberOfKeys), "Must be positive.");
        Contracts.CheckParam(keyData is null || keyData.Schema.Count == 1, nameof(keyData), "Must have a single column, with the values to map.");
        _pairs = pairs;
        _maximumNumberOfKeys = maximumNumberOfKeys;
        _ordinality = ordinality;
        _asText = asText;
        _keyData = keyData;
    }

    /// <summary>The order of the keys.</summary>
    public enum KeyOrdinality : byte
    {
        /// <summary>That in which the values occur.</summary>
        ByOccurrence = 0,

        /// <summary>That of the values; ordinal for text.</summary>
        ByValue = 1,
    }

    /// <inheritdoc/>
    public ValueToKeyMappingTransformer Fit(IDataView input)
    {
        Contracts.CheckValue(input, nameof(input));
        DataViewSchema.Column[] columns = Array.ConvertAll(
            _pairs,
            p => input.Schema.GetColumnOrNull(p.InputColumnName) ?? throw Contracts.ExceptSchemaMismatch("inputSchema", "input", p.InputColumnName));
        TermMapBuilder[] builders = Array.ConvertAll(columns, c => TermMapBuilder.Create(c, _maximumNumberOfKeys));
        if (_keyData is null)
        {
            TermMapBuilder.Read(input, columns, builders);
        }
        else
        {
            for (int i = 0; i < builders.Length; i++)
            {
                TermMapBuilder.Read(_keyData, [KeyColumnFor(columns[i])], [builders[i]]);
            }
        }

        return new ValueToKeyMappingTransformer(_pairs, Array.ConvertAll(builders, b => b.Finish(_ordinality)), _asText);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Contracts.CheckValue(inputSchema, nameof(inputSchema));
        SchemaShape shape = inputSchema;
        foreach (InputOutputColumnPair pair in _pairs)
        {
            SchemaShape.Column column = pair.FindInput(inputSchema);
            if (column.IsKey || !TermMapBuilder.IsSupported(column.ItemType))
            {
                throw Contracts.ExceptSchemaMismatch(nameof(inputSchema), "input", pair.InputColumnName, "text, numbers, booleans or dates", column.GetTypeString());
            }

            DataViewType valueType = _asText ? TextDataViewType.Instance : column.ItemType;
            var annotations = new List<SchemaShape.Column> { new(AnnotationKinds.KeyValues, VectorKind.Vector, valueType, isKey: false) };
            if (column.Annotations.TryFindColumn(AnnotationKinds.SlotNames, out SchemaShape.Column slotNames))
            {
                annotations.Add(slotNames);
            }

            shape = shape.With(new SchemaShape.Column(pair.OutputColumnName, column.Kind, NumberDataViewType.UInt32, isKey: true, new SchemaShape(annotations)));
        }

        return shape;
    }

    private DataViewSchema.Column KeyColumnFor(DataViewSchema.Column column)
    {
        DataViewSchema.Column keyColumn = _keyData.Schema[0];
        DataViewType expected = DataViewTypes.ItemTypeOf(column.Type);
        if (!DataViewTypes.ItemTypeOf(keyColumn.Type).Equals(expected))
        {
            throw Contracts.ExceptSchemaMismatch("keyData", "key", keyColumn.Name, expected.ToString(), keyColumn.Type.ToString());
        }

        return keyColumn;
    }
}
