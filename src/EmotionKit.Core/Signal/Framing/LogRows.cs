using EmotionKit.Numerics.Simd;

namespace EmotionKit.Signal.Framing;

/// <summary>Logarithms of rows, in place.</summary>
internal static unsafe class LogRows
{
    /// <summary><c>scale * ln(max(floor, x)) - offset</c>; returns the largest result.</summary>
    public static float Apply(float* values, int length, float floor, float scale, float offset, SimdWidth limit) =>
        SimdWidths.Fitting<float>(limit, length) switch
        {
            SimdWidth.Vector512 => Apply<Simd512<float>>(values, length, floor, scale, offset),
            SimdWidth.Vector256 => Apply<Simd256<float>>(values, length, floor, scale, offset),
            SimdWidth.Vector128 => Apply<Simd128<float>>(values, length, floor, scale, offset),
            _ => Apply<SimdScalar<float>>(values, length, floor, scale, offset),
        };

    /// <summary>Raises what is below <paramref name="floor"/> to it.</summary>
    public static void Clamp(float* values, int length, float floor, SimdWidth limit) => Apply(values, length, new LogRange(floor, 0), limit);

    /// <summary>Cuts off and shifts.</summary>
    public static void Apply(float* values, int length, LogRange range, SimdWidth limit)
    {
        switch (SimdWidths.Fitting<float>(limit, length))
        {
            case SimdWidth.Vector512: Apply<Simd512<float>>(values, length, range); break;
            case SimdWidth.Vector256: Apply<Simd256<float>>(values, length, range); break;
            case SimdWidth.Vector128: Apply<Simd128<float>>(values, length, range); break;
            default: Apply<SimdScalar<float>>(values, length, range); break;
        }
    }

    private static float Apply<V>(float* values, int length, float floor, float scale, float offset)
        where V : unmanaged, ISimd<V, float>
    {
        V low = V.Broadcast(floor), factor = V.Broadcast(scale), shift = V.Broadcast(offset);
        V largest = V.Broadcast(float.MinValue);
        for (int i = 0; i < length; i += V.Count)
        {
            V y = factor * VectorMath.Log(V.Max(V.Load(values + i), low)) - shift;
            V.Store(y, values + i);
            largest = V.Max(largest, y);
        }
        float* lanes = stackalloc float[V.Count];
        V.Store(largest, lanes);
        float result = lanes[0];
        for (int i = 1; i < V.Count; i++)
            result = MathF.Max(result, lanes[i]);
        return result;
    }

    private static void Apply<V>(float* values, int length, LogRange range)
        where V : unmanaged, ISimd<V, float>
    {
        V low = V.Broadcast(range.Floor), shift = V.Broadcast(range.Reference);
        for (int i = 0; i < length; i += V.Count)
            V.Store(V.Max(V.Load(values + i), low) - shift, values + i);
    }
}
