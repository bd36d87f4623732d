using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Writes values to model files.</summary>
internal static class ValueCodec
{
    private const int MaxCount = 1 << 28;

    private static readonly Dictionary<Type, (Action<BinaryWriter, object> Write, Func<BinaryReader, object> Read)> Codecs = new()
    {
        [typeof(ReadOnlyMemory<char>)] = ((w, v) => w.Write(v.ToString()), r => r.ReadString().AsMemory()),
        [typeof(bool)] = ((w, v) => w.Write((bool)v), r => r.ReadBoolean()),
        [typeof(sbyte)] = ((w, v) => w.Write((sbyte)v), r => r.ReadSByte()),
        [typeof(byte)] = ((w, v) => w.Write((byte)v), r => r.ReadByte()),
        [typeof(short)] = ((w, v) => w.Write((short)v), r => r.ReadInt16()),
        [typeof(ushort)] = ((w, v) => w.Write((ushort)v), r => r.ReadUInt16()),
        [typeof(int)] = ((w, v) => w.Write((int)v), r => r.ReadInt32()),
        [typeof(uint)] = ((w, v) => w.Write((uint)v), r => r.ReadUInt32()),
        [typeof(long)] = ((w, v) => w.Write((long)v), r => r.ReadInt64()),
        [typeof(ulong)] = ((w, v) => w.Write((ulong)v), r => r.ReadUInt64()),
        [typeof(float)] = ((w, v) => w.Write((float)v), r => r.ReadSingle()),
        [typeof(double)] = ((w, v) => w.Write((double)v), r => r.ReadDouble()),
        [typeof(DateTime)] = ((w, v) => w.Write(((DateTime)v).ToBinary()), r => DateTime.FromBinary(r.ReadInt64())),
        [typeof(TimeSpan)] = ((w, v) => w.Write(((TimeSpan)v).Ticks), r => new TimeSpan(r.ReadInt64())),
        [typeof(DateTimeOffset)] = (
            (w, v) =>
            {
                w.Write(((DateTimeOffset)v).Ticks);
                w.Write(((DateTimeOffset)v).Offset.Ticks);
            },
            r => new DateTimeOffset(r.ReadInt64(), new TimeSpan(r.ReadInt64()))),
        [typeof(DataViewRowId)] = (
            (w, v) =>
            {
                w.Write(((DataViewRowId)v).Low);
                w.Write(((DataViewRowId)v).High);
            },
            r => new DataViewRowId(r.ReadUInt64(), r.ReadUInt64())),
    };

    public static void Write(BinaryWriter writer, object value) => Codecs[value.GetType()].Write(writer, value);

    public static object Read(BinaryReader reader, Type type) => Codecs[type].Read(reader);

    public static void WriteArray(BinaryWriter writer, Array values)
    {
        writer.Write(values.Length);
        foreach (object value in values)
        {
            Write(writer, value);
        }
    }

    public static Array ReadArray(BinaryReader reader, Type itemType)
    {
        // The list grows as values arrive, so that a damaged count does not allocate.
        int count = ReadCount(reader);
        var values = new List<object>(Math.Min(count, 1024));
        for (int i = 0; i < count; i++)
        {
            values.Add(Read(reader, itemType));
        }

        var array = Array.CreateInstance(itemType, count);
        for (int i = 0; i < count; i++)
        {
            array.SetValue(values[i], i);
        }

        return array;
    }

    public static void WriteStrings(BinaryWriter writer, string[] values)
    {
        writer.Write(values.Length);
        foreach (string value in values)
        {
            writer.Write(value);
        }
    }

    public static string[] ReadStrings(BinaryReader reader)
    {
        int count = ReadCount(reader);
        var values = new List<string>();
        for (int i = 0; i < count; i++)
        {
            values.Add(reader.ReadString());
        }

        return [.. values];
    }

    public static int ReadCount(BinaryReader reader)
    {
        int count = reader.ReadInt32();
        return count is >= 0 and <= MaxCount ? count : throw Contracts.ExceptDecode($"The model file is damaged: it has a count of {count}.");
    }
}
