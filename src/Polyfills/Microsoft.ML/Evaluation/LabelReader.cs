using System.Numerics;

namespace Microsoft.ML.Data;

/// <summary>Reads labels as numbers: keys from 0, booleans as 0 and 1, missing ones as NaN.</summary>
internal static class LabelReader
{
    public static Func<float> Of(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is KeyDataViewType)
        {
            return (Func<float>)GenericInvoker.Static(typeof(LabelReader), nameof(OfKey), [column.Type.RawType], row, column);
        }

        if (column.Type is BooleanDataViewType)
        {
            return Read(row.GetGetter<bool>(column), value => value ? 1f : 0f);
        }

        return column.Type == NumberDataViewType.Double
            ? Read(row.GetGetter<double>(column), value => (float)value)
            : Read(row.GetGetter<float>(column), value => value);
    }

    private static Func<float> OfKey<T>(DataViewRow row, DataViewSchema.Column column)
        where T : struct, IUnsignedNumber<T> =>
        Read(row.GetGetter<T>(column), value => value == T.Zero ? float.NaN : float.CreateTruncating(value - T.One));

    private static Func<float> Read<T>(ValueGetter<T> getter, Func<T, float> convert)
    {
        T value = default;
        return () =>
        {
            getter(ref value);
            return convert(value);
        };
    }
}
