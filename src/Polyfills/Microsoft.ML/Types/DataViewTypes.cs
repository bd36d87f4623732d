namespace Microsoft.ML.Data;

/// <summary>Finds column types by their representation.</summary>
internal static class DataViewTypes
{
    private static readonly Dictionary<Type, PrimitiveDataViewType> Primitives = new()
    {
        [typeof(sbyte)] = NumberDataViewType.SByte,
        [typeof(byte)] = NumberDataViewType.Byte,
        [typeof(short)] = NumberDataViewType.Int16,
        [typeof(ushort)] = NumberDataViewType.UInt16,
        [typeof(int)] = NumberDataViewType.Int32,
        [typeof(uint)] = NumberDataViewType.UInt32,
        [typeof(long)] = NumberDataViewType.Int64,
        [typeof(ulong)] = NumberDataViewType.UInt64,
        [typeof(float)] = NumberDataViewType.Single,
        [typeof(double)] = NumberDataViewType.Double,
        [typeof(bool)] = BooleanDataViewType.Instance,
        [typeof(string)] = TextDataViewType.Instance,
        [typeof(ReadOnlyMemory<char>)] = TextDataViewType.Instance,
        [typeof(DateTime)] = DateTimeDataViewType.Instance,
        [typeof(DateTimeOffset)] = DateTimeOffsetDataViewType.Instance,
        [typeof(TimeSpan)] = TimeSpanDataViewType.Instance,
        [typeof(DataViewRowId)] = RowIdDataViewType.Instance,
    };

    /// <summary>The type of a single value, or null if values of the .NET type cannot be a column.</summary>
    public static PrimitiveDataViewType PrimitiveOf(Type rawType) => Primitives.GetValueOrDefault(rawType);

    public static DataViewType ItemTypeOf(DataViewType type) => type is VectorDataViewType vector ? vector.ItemType : type;

    public static bool IsKey(DataViewType type, out KeyDataViewType key)
    {
        key = ItemTypeOf(type) as KeyDataViewType;
        return key is not null;
    }
}
