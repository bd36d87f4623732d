using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Gives back what keys stand for, as their column's annotations say; a missing key becomes a missing value.</summary>
public sealed class KeyToValueMappingTransformer : RowToRowTransformerBase
{
    internal const string LoaderSignature = "KeyToValue";

    private readonly InputOutputColumnPair[] _pairs;

    internal KeyToValueMappingTransformer(InputOutputColumnPair[] pairs)
    {
        _pairs = pairs;
    }

    private protected override string Signature => LoaderSignature;

    internal static KeyToValueMappingTransformer Load(BinaryReader reader) => new(InputOutputColumnPair.LoadAll(reader));

    private protected override RowMap Bind(DataViewSchema inputSchema) =>
        RowMap.Append(inputSchema, _pairs.Select(pair => Bind(inputSchema, pair)));

    private protected override void SaveTo(BinaryWriter writer) => InputOutputColumnPair.SaveAll(writer, _pairs);

    private static MappedColumn Bind(DataViewSchema inputSchema, InputOutputColumnPair pair)
    {
        DataViewSchema.Column source = FindInput(inputSchema, pair.InputColumnName);
        if (!DataViewTypes.IsKey(source.Type, out KeyDataViewType key))
        {
            throw Contracts.ExceptSchemaMismatch(nameof(inputSchema), "input", source.Name, "KeyDataViewType", source.Type.ToString());
        }

        var values = source.Annotations.Schema.GetColumnOrNull(AnnotationKinds.KeyValues)?.Type as VectorDataViewType;
        Contracts.Check(values is not null, $"Metadata KeyValues does not exist on column '{source.Name}'");
        Contracts.Check((ulong)values.Size == key.Count, $"KeyValues metadata size {values.Size} does not match column '{source.Name}' type key count {key.Count}");
        DataViewType type = source.Type is VectorDataViewType vector ? new VectorDataViewType(values.ItemType, vector.Dimensions) : values.ItemType;
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add(source.Annotations, kind => kind == AnnotationKinds.SlotNames);
        return MappedColumn.Compute(
            new DataViewSchema.DetachedColumn(pair.OutputColumnName, type, annotations.ToAnnotations()),
            [source.Index],
            row => (Delegate)GenericInvoker.Static(typeof(KeyToValueGetter), nameof(KeyToValueGetter.Create), [key.RawType, values.ItemType.RawType], row, source));
    }
}
