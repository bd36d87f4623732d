namespace Microsoft.ML.Data;

/// <summary>Reads the annotations that ML.NET itself uses.</summary>
public static class SchemaAnnotationsExtensions
{
    /// <summary>Whether a column of known size names each of its slots.</summary>
    /// <param name="column">The column.</param>
    /// <returns>True if it has slot names.</returns>
    public static bool HasSlotNames(this DataViewSchema.Column column) =>
        column.Type is VectorDataViewType { Size: > 0 } vector
        && column.Annotations.Schema.GetColumnOrNull(AnnotationKinds.SlotNames)?.Type is VectorDataViewType { ItemType: TextDataViewType } names
        && names.Size == vector.Size;

    /// <summary>Reads the names of the slots, and throws if there are none.</summary>
    /// <param name="column">The column.</param>
    /// <param name="slotNames">Receives the names.</param>
    public static void GetSlotNames(this DataViewSchema.Column column, ref VBuffer<ReadOnlyMemory<char>> slotNames) =>
        column.Annotations.GetValue(AnnotationKinds.SlotNames, ref slotNames);

    /// <summary>Whether a key column says what its keys stand for.</summary>
    /// <param name="column">The column.</param>
    /// <param name="keyValueItemType">The type of what the keys stand for, or null for text.</param>
    /// <returns>True if it has one value of that type for each key.</returns>
    public static bool HasKeyValues(this DataViewSchema.Column column, PrimitiveDataViewType keyValueItemType = null) =>
        ItemTypeOf(column.Type) is KeyDataViewType key
        && column.Annotations.Schema.GetColumnOrNull(AnnotationKinds.KeyValues)?.Type is VectorDataViewType values
        && (ulong)values.Size == key.Count
        && values.ItemType.Equals(keyValueItemType ?? TextDataViewType.Instance);

    /// <summary>Reads what the keys stand for, and throws if that is not known or of another type.</summary>
    /// <typeparam name="TValue">The type that represents one value.</typeparam>
    /// <param name="column">The column.</param>
    /// <param name="keyValues">Receives the values, that of key 1 first.</param>
    public static void GetKeyValues<TValue>(this DataViewSchema.Column column, ref VBuffer<TValue> keyValues) =>
        column.Annotations.GetValue(AnnotationKinds.KeyValues, ref keyValues);

    /// <summary>Whether the column says that its values are normalised.</summary>
    /// <param name="column">The column.</param>
    /// <returns>True if it is annotated so.</returns>
    public static bool IsNormalized(this DataViewSchema.Column column)
    {
        if (column.Annotations.Schema.GetColumnOrNull(AnnotationKinds.IsNormalized)?.Type is not BooleanDataViewType)
        {
            return false;
        }

        bool value = false;
        column.Annotations.GetValue(AnnotationKinds.IsNormalized, ref value);
        return value;
    }

    private static DataViewType ItemTypeOf(DataViewType type) => type is VectorDataViewType vector ? vector.ItemType : type;
}
