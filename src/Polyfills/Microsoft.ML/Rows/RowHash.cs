using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Microsoft.ML.Data;

/// <summary>Hashes the values of a column; the same in every process.</summary>
internal static class RowHash
{
    public static Func<uint> Of(DataViewRow row, DataViewSchema.Column column, uint seed)
    {
        if (column.Type is VectorDataViewType vector)
        {
            return (Func<uint>)GenericInvoker.Static(typeof(RowHash), nameof(OfVector), [vector.ItemType.RawType], row, column, seed);
        }

        return (Func<uint>)GenericInvoker.Static(typeof(RowHash), nameof(OfScalar), [column.Type.RawType], row, column, seed);
    }

    private static Func<uint> OfScalar<T>(DataViewRow row, DataViewSchema.Column column, uint seed)
    {
        ValueGetter<T> read = row.GetGetter<T>(column);
        T value = default;
        return () =>
        {
            read(ref value);
            return Finish(Add(seed, value));
        };
    }

    private static Func<uint> OfVector<T>(DataViewRow row, DataViewSchema.Column column, uint seed)
    {
        ValueGetter<VBuffer<T>> read = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> vector = default;
        return () =>
        {
            read(ref vector);
            uint hash = seed;
            foreach (T item in vector.DenseValues())
            {
                hash = Add(hash, item);
            }

            return Finish(hash);
        };
    }

    private static uint Add<T>(uint hash, T value)
    {
        if (value is ReadOnlyMemory<char> text)
        {
            return Add(hash, MemoryMarshal.AsBytes(text.Span));
        }

        Span<byte> bytes = stackalloc byte[16];
        bytes.Clear();
        int length = value switch
        {
            bool v => Put(bytes, v ? 1 : 0),
            sbyte v => Put(bytes, (long)v),
            byte v => Put(bytes, (long)v),
            short v => Put(bytes, (long)v),
            ushort v => Put(bytes, (long)v),
            int v => Put(bytes, (long)v),
            uint v => Put(bytes, (long)v),
            long v => Put(bytes, v),
            ulong v => Put(bytes, v),
            float v => Put(bytes, (double)v),
            double v => Put(bytes, v),
            DateTime v => Put(bytes, v.Ticks),
            DateTimeOffset v => Put(bytes, v.UtcTicks),
            TimeSpan v => Put(bytes, v.Ticks),
            DataViewRowId v => Put(bytes, v),
            _ => throw Contracts.Except($"Rows cannot be grouped by values of {typeof(T)}."),
        };
        return Add(hash, bytes[..length]);
    }

    private static int Put<T>(Span<byte> bytes, T value)
        where T : struct
    {
        MemoryMarshal.Write(bytes, in value);
        return Unsafe.SizeOf<T>();
    }

    // FNV-1a, finished as MurmurHash3 finishes: http://www.isthe.com/chongo/tech/comp/fnv/
    private static uint Add(uint hash, ReadOnlySpan<byte> bytes)
    {
        uint result = hash ^ 2166136261;
        foreach (byte b in bytes)
        {
            result = (result ^ b) * 16777619;
        }

        return result;
    }

    private static uint Finish(uint hash)
    {
        hash = (hash ^ (hash >> 16)) * 0x85ebca6b;
        hash = (hash ^ (hash >> 13)) * 0xc2b2ae35;
        return hash ^ (hash >> 16);
    }
}
