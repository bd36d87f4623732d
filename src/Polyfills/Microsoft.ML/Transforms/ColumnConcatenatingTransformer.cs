namespace Microsoft.ML.Data;

/// <summary>Joins columns of one type of item into a vector.</summary>
public sealed class ColumnConcatenatingTransformer : RowToRowTransformerBase
{
    internal const string LoaderSignature = "Concatenate";

    private readonly string _outputName;
    private readonly string[] _inputNames;

    internal ColumnConcatenatingTransformer(string outputName, string[] inputNames)
    {
        _outputName = outputName;
        _inputNames = inputNames;
    }

    private protected override string Signature => LoaderSignature;

    internal static ColumnConcatenatingTransformer Load(BinaryReader reader) =>
        new(reader.ReadString(), ValueCodec.ReadStrings(reader));

    private protected override RowMap Bind(DataViewSchema inputSchema)
    {
        DataViewSchema.Column[] sources = Array.ConvertAll(_inputNames, name => FindInput(inputSchema, name));
        if (sources.Length == 1 && sources[0].Type is VectorDataViewType)
        {
            return RowMap.Append(inputSchema, MappedColumn.Rename(sources[0], _outputName));
        }

        DataViewType itemType = DataViewTypes.ItemTypeOf(sources[0].Type);
        int size = 0;
        bool variable = false;
        foreach (DataViewSchema.Column source in sources)
        {
            if (!DataViewTypes.ItemTypeOf(source.Type).Equals(itemType))
            {
                throw Contracts.ExceptSchemaMismatch(nameof(inputSchema), "input", source.Name, itemType.ToString(), source.Type.ToString());
            }

            int sourceSize = source.Type is VectorDataViewType vector ? vector.Size : 1;
            variable |= sourceSize == 0;
            size = checked(size + sourceSize);
        }

        var type = new VectorDataViewType((PrimitiveDataViewType)itemType, variable ? 0 : size);
        var column = new DataViewSchema.DetachedColumn(_outputName, type, AnnotationsOf(sources, type));
        int[] dependencies = Array.ConvertAll(sources, s => s.Index);
        return RowMap.Append(
            inputSchema,
            MappedColumn.Compute(column, dependencies, row => (Delegate)GenericInvoker.Static(typeof(ConcatenatingGetter), nameof(ConcatenatingGetter.Create), [itemType.RawType], row, sources)));
    }

    private protected override void SaveTo(BinaryWriter writer)
    {
        writer.Write(_outputName);
        ValueCodec.WriteStrings(writer, _inputNames);
    }

    private static DataViewSchema.Annotations AnnotationsOf(DataViewSchema.Column[] sources, VectorDataViewType type)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        if (type.ItemType is NumberDataViewType && Array.TrueForAll(sources, s => s.IsNormalized()))
        {
            builder.AddPrimitiveValue(AnnotationKinds.IsNormalized, BooleanDataViewType.Instance, true);
        }

        if (type.IsKnownSize && Array.Exists(sources, s => s.Type is not VectorDataViewType || s.HasSlotNames()))
        {
            VBuffer<ReadOnlyMemory<char>> names = SlotNamesOf(sources, type.Size);
            builder.Add(AnnotationKinds.SlotNames, new VectorDataViewType(TextDataViewType.Instance, type.Size), ConstantGetter.Vector(names));
        }

        return builder.ToAnnotations();
    }

    private static VBuffer<ReadOnlyMemory<char>> SlotNamesOf(DataViewSchema.Column[] sources, int size)
    {
        var names = new ReadOnlyMemory<char>[size];
        VBuffer<ReadOnlyMemory<char>> sourceNames = default;
        int slot = 0;
        foreach (DataViewSchema.Column source in sources)
        {
            if (source.Type is not VectorDataViewType vector)
            {
                names[slot++] = source.Name.AsMemory();
                continue;
            }

            if (source.HasSlotNames())
            {
                source.GetSlotNames(ref sourceNames);
                foreach (KeyValuePair<int, ReadOnlyMemory<char>> item in sourceNames.Items())
                {
                    names[slot + item.Key] = item.Value.IsEmpty ? default : $"{source.Name}.{item.Value}".AsMemory();
                }
            }

            slot += vector.Size;
        }

        return new VBuffer<ReadOnlyMemory<char>>(size, names);
    }
}
