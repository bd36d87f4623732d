namespace Microsoft.ML.Data;

/// <summary>Reads single columns.</summary>
public static class ColumnCursorExtensions
{
    /// <summary>Reads the values of a column.</summary>
    /// <typeparam name="T">The type that represents them; or <see cref="string"/> for text, and an array for vectors.</typeparam>
    /// <param name="data">The data.</param>
    /// <param name="columnName">The name of the column.</param>
    /// <returns>The values, read as they are enumerated.</returns>
    public static IEnumerable<T> GetColumn<T>(this IDataView data, string columnName)
    {
        Contracts.CheckValue(data, nameof(data));
        Contracts.CheckNonEmpty(columnName, nameof(columnName));
        return data.GetColumn<T>(data.Schema[columnName]);
    }

    /// <summary>Reads the values of a column.</summary>
    /// <typeparam name="T">The type that represents them; or <see cref="string"/> for text, and an array for vectors.</typeparam>
    /// <param name="data">The data.</param>
    /// <param name="column">The column.</param>
    /// <returns>The values, read as they are enumerated.</returns>
    public static IEnumerable<T> GetColumn<T>(this IDataView data, DataViewSchema.Column column)
    {
        Contracts.CheckValue(data, nameof(data));
        Contracts.CheckNonEmpty(column.Name, nameof(column));
        if (column.Type.RawType == typeof(T))
        {
            return Read<T, T>(data, column, value => value);
        }

        if (typeof(T) == typeof(string) && column.Type is TextDataViewType)
        {
            return (IEnumerable<T>)Read<ReadOnlyMemory<char>, string>(data, column, value => value.ToString());
        }

        if (typeof(T).IsArray && column.Type is VectorDataViewType vector)
        {
            if (typeof(T).GetElementType() == vector.ItemType.RawType)
            {
                return (IEnumerable<T>)GenericInvoker.Static(typeof(ColumnCursorExtensions), nameof(ReadArrays), [vector.ItemType.RawType], data, column);
            }

            if (typeof(T) == typeof(string[]) && vector.ItemType is TextDataViewType)
            {
                return (IEnumerable<T>)Read<VBuffer<ReadOnlyMemory<char>>, string[]>(data, column, value => [.. value.DenseValues().Select(t => t.ToString())]);
            }
        }

        throw Contracts.ExceptParam(nameof(column), $"Could not map a data view column '{column.Name}' of type {column.Type} to {typeof(T)}.");
    }

    private static IEnumerable<T[]> ReadArrays<T>(IDataView data, DataViewSchema.Column column) =>
        Read<VBuffer<T>, T[]>(data, column, value =>
        {
            var items = new T[value.Length];
            value.CopyTo(items);
            return items;
        });

    private static IEnumerable<TResult> Read<TValue, TResult>(IDataView data, DataViewSchema.Column column, Func<TValue, TResult> convert)
    {
        using DataViewRowCursor cursor = data.GetRowCursor([column]);
        ValueGetter<TValue> read = cursor.GetGetter<TValue>(column);
        TValue value = default;
        while (cursor.MoveNext())
        {
            read(ref value);
            yield return convert(value);
        }
    }
}
