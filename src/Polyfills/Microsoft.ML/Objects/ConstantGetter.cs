namespace Microsoft.ML.Data;

/// <summary>Getters of a value that does not change, given as .NET users write it.</summary>
internal static class ConstantGetter
{
    public static Delegate Create(object value, DataViewType type)
    {
        if (type is not VectorDataViewType vector)
        {
            object scalar = value is string text ? text.AsMemory() : value;
            return (Delegate)GenericInvoker.Static(typeof(ConstantGetter), nameof(Scalar), [type.RawType], scalar);
        }

        if (value is string[] texts)
        {
            ReadOnlyMemory<char>[] items = Array.ConvertAll(texts, t => t.AsMemory());
            return Vector(new VBuffer<ReadOnlyMemory<char>>(items.Length, items));
        }

        string method = value is Array ? nameof(ArrayVector) : nameof(Vector);
        return (Delegate)GenericInvoker.Static(typeof(ConstantGetter), method, [vector.ItemType.RawType], value);
    }

    public static ValueGetter<VBuffer<T>> Vector<T>(VBuffer<T> value) => (ref VBuffer<T> destination) => value.CopyTo(ref destination);

    private static ValueGetter<T> Scalar<T>(T value) => (ref T destination) => destination = value;

    private static ValueGetter<VBuffer<T>> ArrayVector<T>(T[] value) => Vector(new VBuffer<T>(value.Length, value));
}
