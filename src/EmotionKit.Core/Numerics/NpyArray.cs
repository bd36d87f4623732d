namespace EmotionKit.Numerics;

/// <summary>An array read from a NumPy <c>.npy</c> file: its shape, and its values in C (row-major) order.</summary>
public sealed class NpyArray
{
    private readonly Array _values;

    internal NpyArray(int[] shape, string dataType, Array values)
    {
        Shape = shape;
        DataType = dataType;
        _values = values;
    }

    /// <summary>The length of each dimension, slowest first; empty for a scalar.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>NumPy's name of the stored type without its byte order: f4, f8, i1, u1, i2, u2, i4, u4, i8, b1.</summary>
    public string DataType { get; }

    /// <summary>The number of values.</summary>
    public int Length => _values.Length;

    /// <summary>The values as 64-bit floats, in C order. 64-bit integers beyond 2^53 are rounded.</summary>
    public double[] ToDoubles() => Convert<double>();

    /// <summary>The values as 32-bit floats, in C order; wider values are rounded.</summary>
    public float[] ToSingles() => Convert<float>();

    /// <summary>The values as 64-bit integers, in C order.</summary>
    /// <exception cref="OverflowException">A floating-point value is NaN or beyond the range of a 64-bit integer.</exception>
    public long[] ToInt64s() => Convert<long>();

    private T[] Convert<T>()
        where T : struct, System.Numerics.INumber<T> => _values switch
        {
            T[] same => (T[])same.Clone(),
            float[] v => Convert<float, T>(v),
            double[] v => Convert<double, T>(v),
            sbyte[] v => Convert<sbyte, T>(v),
            byte[] v => Convert<byte, T>(v),
            short[] v => Convert<short, T>(v),
            ushort[] v => Convert<ushort, T>(v),
            int[] v => Convert<int, T>(v),
            uint[] v => Convert<uint, T>(v),
            long[] v => Convert<long, T>(v),
            _ => throw new InvalidOperationException($"values: unexpected element type {_values.GetType().Name}."),
        };

    private static TTo[] Convert<TFrom, TTo>(TFrom[] values)
        where TFrom : struct, System.Numerics.INumber<TFrom>
        where TTo : struct, System.Numerics.INumber<TTo>
    {
        var result = new TTo[values.Length];
        for (int i = 0; i < values.Length; i++)
            result[i] = TTo.CreateChecked(values[i]);
        return result;
    }
}
