using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Numbers the values of columns, from 1; values that are missing or were not learnt become 0.</summary>
public sealed class ValueToKeyMappingTransformer : RowToRowTransformerBase
{
    internal const string LoaderSignature = "ValueToKey";

    private readonly InputOutputColumnPair[] _pairs;
    private readonly TermMap[] _maps;
    private readonly bool _asText;

    internal ValueToKeyMappingTransformer(InputOutputColumnPair[] pairs, TermMap[] maps, bool asText)
    {
        _pairs = pairs;
        _maps = maps;
        _asText = asText;
    }

    private protected override string Signature => LoaderSignature;

    internal static ValueToKeyMappingTransformer Load(BinaryReader reader)
    {
        InputOutputColumnPair[] pairs = InputOutputColumnPair.LoadAll(reader);
        var maps = new TermMap[pairs.Length];
        for (int i = 0; i < maps.Length; i++)
        {
            maps[i] = TermMap.Load(reader);
        }

        return new ValueToKeyMappingTransformer(pairs, maps, reader.ReadBoolean());
    }

    private protected override RowMap Bind(DataViewSchema inputSchema) =>
        RowMap.Append(inputSchema, _pairs.Zip(_maps, (pair, map) => Bind(inputSchema, pair, map)));

    private protected override void SaveTo(BinaryWriter writer)
    {
        InputOutputColumnPair.SaveAll(writer, _pairs);
        foreach (TermMap map in _maps)
        {
            map.Save(writer);
        }

        writer.Write(_asText);
    }

    private MappedColumn Bind(DataViewSchema inputSchema, InputOutputColumnPair pair, TermMap map)
    {
        DataViewSchema.Column source = FindInput(inputSchema, pair.InputColumnName);
        if (!DataViewTypes.ItemTypeOf(source.Type).Equals(map.ItemType))
        {
            throw Contracts.ExceptSchemaMismatch(nameof(inputSchema), "input", source.Name, map.ItemType.ToString(), source.Type.ToString());
        }

        // A key type needs a count: where nothing was learnt it is 1, and no value has a key.
        var keyType = new KeyDataViewType(typeof(uint), Math.Max(map.Count, 1));
        DataViewType type = source.Type is VectorDataViewType vector ? new VectorDataViewType(keyType, vector.Dimensions) : keyType;
        var annotations = new DataViewSchema.Annotations.Builder();
        map.AddKeyValues(annotations, _asText);
        annotations.Add(source.Annotations, kind => kind == AnnotationKinds.SlotNames);
        return MappedColumn.Compute(
            new DataViewSchema.DetachedColumn(pair.OutputColumnName, type, annotations.ToAnnotations()),
            [source.Index],
            row => map.CreateGetter(row, source));
    }
}
