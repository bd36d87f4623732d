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
        switch (kind)
        {
            case Kind.Vector:
                var itemType = (PrimitiveDataViewType)Read(reader);
                var dimensions = new int[ValueCodec.ReadCount(reader)];
                for (int i = 0; i < dimensions.Length; i++)
                {
                    dimensions[i] = reader.ReadInt32();
                }

                return new VectorDataViewType(itemType, dimensions);
            case Kind.Key:
                return new KeyDataViewType(ReadPrimitive(reader).RawType, reader.ReadUInt64());
            case Kind.Primitive:
                return ReadPrimitive(reader);
            default:
                throw Contracts.ExceptDecode($"The model file is damaged: {kind} is not a kind of type.");
        }
    }

    private static PrimitiveDataViewType ReadPrimitive(BinaryReader reader)
    {
        byte index = reader.ReadByte();
        return index < Primitives.Length ? Primitives[index] : throw Contracts.ExceptDecode($"The model file is damaged: {index} is not a type.");
    }
}
