using EmotionKit.Numerics.Simd;

namespace EmotionKit.Core.Tests.Numerics.Simd;

public unsafe class VectorMathTests
{
    [Fact]
    public void Logarithms_are_within_two_units_in_the_last_place_on_every_vector_path()
    {
        Assert.InRange(LargestError<SimdScalar<float>>(), 0, 2);
        Assert.InRange(LargestError<Simd128<float>>(), 0, 2);
        Assert.InRange(LargestError<Simd256<float>>(), 0, 2);
        Assert.InRange(LargestError<Simd512<float>>(), 0, 2);
    }

    [Fact]
    public void The_logarithm_of_one_is_zero()
    {
        float[] values = [.. Enumerable.Repeat(1f, 16)];
        fixed (float* x = values)
        {
            Simd512<float>.Store(VectorMath.Log(Simd512<float>.Load(x)), x);
        }
        Assert.All(values, value => Assert.Equal(0, value));
    }

    // Sweeps all exponents, and the neighbourhood of 1 where the result is small.
    private static double LargestError<V>()
        where V : unmanaged, ISimd<V, float>
    {
        double largest = 0;
        for (uint bits = 0x00800000; bits < 0x7F800000; bits += 9973u * 16)
            largest = Math.Max(largest, Error<V>(bits, 9973));
        for (uint bits = 0x3F700000; bits < 0x3F880000; bits += 16 * 16)
            largest = Math.Max(largest, Error<V>(bits, 16));
        return largest;
    }

    private static double Error<V>(uint first, uint step)
        where V : unmanaged, ISimd<V, float>
    {
        float* values = stackalloc float[16];
        float* logs = stackalloc float[16];
        for (uint i = 0; i < 16; i++)
            values[i] = BitConverter.UInt32BitsToSingle(Math.Min(first + i * step, 0x7F7FFFFF));
        for (int i = 0; i < 16; i += V.Count)
            V.Store(VectorMath.Log(V.Load(values + i)), logs + i);
        double largest = 0;
        for (int i = 0; i < 16; i++)
        {
            double exact = Math.Log(values[i]);
            float near = MathF.Abs((float)exact);
            double unit = MathF.BitIncrement(near) - near;
            largest = Math.Max(largest, Math.Abs(logs[i] - exact) / unit);
        }
        return largest;
    }
}
