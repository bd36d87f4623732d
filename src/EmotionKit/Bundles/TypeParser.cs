using System.Globalization;
using EmotionKit.Rows;
using Microsoft.ML.Data;

namespace EmotionKit.Bundles;

/// <summary>Reads what <see cref="TypeText"/> writes.</summary>
internal static class TypeParser
{
    private static readonly Dictionary<string, PrimitiveDataViewType> Primitives = new PrimitiveDataViewType[]
    {
        BooleanDataViewType.Instance, TextDataViewType.Instance, DateTimeDataViewType.Instance, DateTimeOffsetDataViewType.Instance,
        TimeSpanDataViewType.Instance, RowIdDataViewType.Instance, NumberDataViewType.SByte, NumberDataViewType.Byte, NumberDataViewType.Int16,
        NumberDataViewType.UInt16, NumberDataViewType.Int32, NumberDataViewType.UInt32, NumberDataViewType.Int64, NumberDataViewType.UInt64,
        NumberDataViewType.Single, NumberDataViewType.Double,
    }.ToDictionary(type => TypeText.Of(type));

    private static readonly Dictionary<string, Type> KeyTypes = new()
    {
        ["Byte"] = typeof(byte),
        ["UInt16"] = typeof(ushort),
        ["UInt32"] = typeof(uint),
        ["UInt64"] = typeof(ulong),
    };

    /// <summary>The type, or null where the text means none.</summary>
    public static DataViewType? Parse(string text)
    {
        if (text.StartsWith("VarVector<", StringComparison.Ordinal) && text.EndsWith('>'))
            return Item(text["VarVector<".Length..^1]) is { } item ? new VectorDataViewType(item) : null;
        if (!text.StartsWith("Vector<", StringComparison.Ordinal) || !text.EndsWith('>'))
            return Item(text);
        string inner = text["Vector<".Length..^1];
        int end = inner.StartsWith("Key<", StringComparison.Ordinal) ? inner.IndexOf('>') + 1 : inner.IndexOf(',');
        if (end <= 0 || end >= inner.Length || Item(inner[..end]) is not { } itemType)
            return null;
        string[] parts = inner[(end + 1)..].Split(',', StringSplitOptions.TrimEntries);
        int[] dimensions = new int[parts.Length];
        long size = 1;
        for (int i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out dimensions[i]) || dimensions[i] < 1)
                return null;
            size *= dimensions[i];
            if (size > int.MaxValue)
                return null;
        }
        return new VectorDataViewType(itemType, dimensions);
    }

    private static PrimitiveDataViewType? Item(string text)
    {
        if (Primitives.TryGetValue(text, out PrimitiveDataViewType? primitive))
            return primitive;
        if (!text.StartsWith("Key<", StringComparison.Ordinal) || !text.EndsWith('>'))
            return null;
        string[] parts = text["Key<".Length..^1].Split(',', StringSplitOptions.TrimEntries);
        return parts.Length == 2 && KeyTypes.TryGetValue(parts[0], out Type? raw)
            && ulong.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out ulong count) && count > 0 && count <= MaxCount(raw)
            ? new KeyDataViewType(raw, count)
            : null;
    }

    private static ulong MaxCount(Type raw) =>
        raw == typeof(byte) ? byte.MaxValue : raw == typeof(ushort) ? ushort.MaxValue : raw == typeof(uint) ? uint.MaxValue : ulong.MaxValue;
}
