using System.Numerics;

namespace Microsoft.ML.Data;

/// <summary>Tests whether a value is there.</summary>
internal static class MissingTest
{
    public static Func<bool> Of(DataViewRow row, DataViewSchema.Column column)
    {
        DataViewType itemType = DataViewTypes.ItemTypeOf(column.Type);
        Type rawType = itemType.RawType;
        if (rawType == typeof(float))
        {
            return Of(row, column, (float value) => !float.IsNaN(value));
        }

        if (rawType == typeof(double))
        {
            return Of(row, column, (double value) => !double.IsNaN(value));
        }

        if (itemType is KeyDataViewType)
        {
            return (Func<bool>)GenericInvoker.Static(typeof(MissingTest), nameof(OfKey), [rawType], row, column);
        }

        throw Contracts.ExceptParam("columns", $"Column '{column.Name}' has type {column.Type} which does not support missing values, so we cannot filter on them");
    }

    private static Func<bool> OfKey<T>(DataViewRow row, DataViewSchema.Column column)
        where T : struct, IUnsignedNumber<T> =>
        Of(row, column, (T value) => value != T.Zero);

    private static Func<bool> Of<T>(DataViewRow row, DataViewSchema.Column column, Predicate<T> isThere)
    {
        if (column.Type is not VectorDataViewType)
        {
            ValueGetter<T> read = row.GetGetter<T>(column);
            T value = default;
            return () =>
            {
                read(ref value);
                return isThere(value);
            };
        }

        ValueGetter<VBuffer<T>> readVector = row.GetGetter<VBuffer<T>>(column);
        bool defaultIsThere = isThere(default);
        VBuffer<T> vector = default;
        return () =>
        {
            readVector(ref vector);
            foreach (T item in vector.GetValues())
            {
                if (!isThere(item))
                {
                    return false;
                }
            }

            return vector.IsDense || defaultIsThere;
        };
    }
}
