using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Writes column types to model files.</summary>
internal static class TypeCodec
{
    private static readonly PrimitiveDataViewType[] Primitives =
    [
        TextDataViewType.Instance,
        BooleanDataViewType.Instance,
        NumberDataViewType.SByte,
        NumberDataViewType.Byte,
        NumberDataViewType.Int16,
        NumberDataViewType.UInt16,
        NumberDataViewType.Int32,
        NumberDataViewType.UInt32,
        NumberDataViewType.Int64,
        NumberDataViewType.UInt64,
        NumberDataViewType.Single,
        NumberDataViewType.Double,
        DateTimeDataViewType.Instance,
        DateTimeOffsetDataViewType.Instance,
        TimeSpanDataViewType.Instance,
        RowIdDataViewType.Instance,
    ];

    private enum Kind : byte
    {
        Primitive,
        Key,
        Vector,
    }

    public static void Write(BinaryWriter writer, DataViewType type)
    {
        switch (type)
        {
            case VectorDataViewType vector:
                writer.Write((byte)Kind.Vector);
                Write(writer, vector.ItemType);
                writer.Write(vector.Dimensions.Length);
                foreach (int dimension in vector.Dimensions)
                {
                    writer.Write(dimension);
                }

                break;
            case KeyDataViewType key:
                writer.Write((byte)Kind.Key);
                writer.Write((byte)Array.IndexOf(Primitives, DataViewTypes.PrimitiveOf(key.RawType)));
                writer.Write(key.Count);
                break;
            default:
                int index = Array.IndexOf(Primitives, type);
                Contracts.Check(index >= 0, $"A column of type {type} cannot be written to a model file.");
                writer.Write((byte)Kind.Primitive);
                writer.Write((byte)index);
                break;
        }
    }

    public static DataViewType Read(BinaryReader reader)
    {
        var kind = (Kind)reader.ReadByte();
        if (kind != Kind.Vector)
        {
            return ReadItemType(reader, kind);
        }

        PrimitiveDataViewType itemType = ReadItemType(reader, (Kind)reader.ReadByte());
        int count = ValueCodec.ReadCount(reader);
        var dimensions = new List<int>();
        for (int i = 0; i < count; i++)
        {
            dimensions.Add(reader.ReadInt32());
        }

        return new VectorDataViewType(itemType, dimensions.ToArray());
    }

    private static PrimitiveDataViewType ReadItemType(BinaryReader reader, Kind kind) => kind switch
    {
        Kind.Primitive => ReadPrimitive(reader),
        Kind.Key => new KeyDataViewType(ReadPrimitive(reader).RawType, reader.ReadUInt64()),
        _ => throw Contracts.ExceptDecode($"The model file is damaged: {kind} is not a kind of type."),
    };

    private static PrimitiveDataViewType ReadPrimitive(BinaryReader reader)
    {
        byte index = reader.ReadByte();
        return index < Primitives.Length ? Primitives[index] : throw Contracts.ExceptDecode($"The model file is damaged: {index} is not a type.");
    }
}
