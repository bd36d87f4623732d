using EmotionKit.Numerics.Simd;

namespace EmotionKit.Signal.Framing;

/// <summary>Logarithms of rows, in place.</summary>
internal static unsafe class LogRows
{
    /// <summary><c>scale * ln(max(floor, x)) - offset</c>; returns the largest result.</summary>
    public static float Apply(float* values, int length, float floor, float scale, float offset, SimdWidth limit) =>
        SimdWidths.Fitting(limit, length) switch
        {
            SimdWidth.Vector512 => Apply<Simd512>(values, length, floor, scale, offset),
            SimdWidth.Vector256 => Apply<Simd256>(values, length, floor, scale, offset),
            SimdWidth.Vector128 => Apply<Simd128>(values, length, floor, scale, offset),
            _ => Apply<Simd32>(values, length, floor, scale, offset),
        };

    /// <summary>Raises what is below <paramref name="floor"/> to it.</summary>
    public static void Clamp(float* values, int length, float floor, SimdWidth limit)
    {
        switch (SimdWidths.Fitting(limit, length))
        {
            case SimdWidth.Vector512: Clamp<Simd512>(values, length, floor); break;
            case SimdWidth.Vector256: Clamp<Simd256>(values, length, floor); break;
            case SimdWidth.Vector128: Clamp<Simd128>(values, length, floor); break;
            default: Clamp<Simd32>(values, length, floor); break;
        }
    }

    private static float Apply<V>(float* values, int length, float floor, float scale, float offset)
        where V : unmanaged, ISimd<V>
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

    private static void Clamp<V>(float* values, int length, float floor)
        where V : unmanaged, ISimd<V>
    {
        V low = V.Broadcast(floor);
        for (int i = 0; i < length; i += V.Count)
            V.Store(V.Max(V.Load(values + i), low), values + i);
    }
}
