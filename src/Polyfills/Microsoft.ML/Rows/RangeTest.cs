using System.Numerics;

namespace Microsoft.ML.Data;

/// <summary>Tests whether a value lies in a range; a missing value never does.</summary>
internal static class RangeTest
{
    public static Func<bool> OfNumber(DataViewRow row, DataViewSchema.Column column, double lower, double upper)
    {
        bool Test(double value) => lower <= value && value < upper;
        if (column.Type.RawType == typeof(float))
        {
            ValueGetter<float> readSingle = row.GetGetter<float>(column);
            float single = 0;
            return () =>
            {
                readSingle(ref single);
                return Test(single);
            };
        }

        ValueGetter<double> read = row.GetGetter<double>(column);
        double number = 0;
        return () =>
        {
            read(ref number);
            return Test(number);
        };
    }

    /// <summary>Tests the place of a key among all keys, from 0 to 1.</summary>
    public static Func<bool> OfKey(DataViewRow row, DataViewSchema.Column column, double lower, double upper) =>
        (Func<bool>)GenericInvoker.Static(typeof(RangeTest), nameof(OfKeyCore), [column.Type.RawType], row, column, lower, upper);

    private static Func<bool> OfKeyCore<T>(DataViewRow row, DataViewSchema.Column column, double lower, double upper)
        where T : struct, IUnsignedNumber<T>
    {
        ValueGetter<T> read = row.GetGetter<T>(column);
        double count = ((KeyDataViewType)column.Type).Count;
        T key = default;
        return () =>
        {
            read(ref key);
            double place = (double.CreateTruncating(key) - 0.5) / count;
            return key != T.Zero && lower <= place && place < upper;
        };
    }
}
