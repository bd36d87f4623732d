using System.Numerics;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Looks up what keys stand for.</summary>
internal static class KeyToValueGetter
{
    public static Delegate Create<TKey, TValue>(DataViewRow row, DataViewSchema.Column column)
        where TKey : struct, IUnsignedNumber<TKey>
    {
        VBuffer<TValue> keyValues = default;
        column.GetKeyValues(ref keyValues);
        TValue[] values = [.. keyValues.DenseValues()];
        TValue missing = Missing<TValue>();
        return column.Type is VectorDataViewType
            ? Vector(row.GetGetter<VBuffer<TKey>>(column), values, missing)
            : Scalar(row.GetGetter<TKey>(column), values, missing);
    }

    private static ValueGetter<TValue> Scalar<TKey, TValue>(ValueGetter<TKey> read, TValue[] values, TValue missing)
        where TKey : struct, IUnsignedNumber<TKey>
    {
        TKey key = default;
        return (ref TValue destination) =>
        {
            read(ref key);
            destination = Find(key, values, missing);
        };
    }

    private static ValueGetter<VBuffer<TValue>> Vector<TKey, TValue>(ValueGetter<VBuffer<TKey>> read, TValue[] values, TValue missing)
        where TKey : struct, IUnsignedNumber<TKey>
    {
        VBuffer<TKey> keys = default;
        return (ref VBuffer<TValue> destination) =>
        {
            read(ref keys);
            VBufferEditor<TValue> editor = VBufferEditor.Create(ref destination, keys.Length);
            editor.Values.Fill(missing);
            ReadOnlySpan<TKey> explicitKeys = keys.GetValues();
            ReadOnlySpan<int> indices = keys.GetIndices();
            for (int i = 0; i < explicitKeys.Length; i++)
            {
                editor.Values[keys.IsDense ? i : indices[i]] = Find(explicitKeys[i], values, missing);
            }

            destination = editor.Commit();
        };
    }

    private static TValue Find<TKey, TValue>(TKey key, TValue[] values, TValue missing)
        where TKey : struct, IUnsignedNumber<TKey>
    {
        // Key 0 wraps around to an index beyond every array.
        ulong index = ulong.CreateTruncating(key) - 1;
        return index < (ulong)values.Length ? values[index] : missing;
    }

    private static TValue Missing<TValue>()
    {
        object missing = typeof(TValue) == typeof(float) ? float.NaN
            : typeof(TValue) == typeof(double) ? double.NaN
            : default(TValue);
        return (TValue)missing;
    }
}
