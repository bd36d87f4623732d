using EmotionKit.Numerics.Simd;

namespace EmotionKit.Neural.Kernels;

/// <summary>Loops over spans with the widest vectors. An element's bits do not depend on its place in the span.</summary>
internal static unsafe class Elementwise
{
    /// <summary>z = f(x); z may be x.</summary>
    public static void Map<F>(F f, ReadOnlySpan<float> x, Span<float> z)
        where F : struct, IUnary
    {
        Check.Length(z.Length, x.Length, nameof(z));
        fixed (float* px = x, pz = z)
        {
            switch (SimdWidths.Best)
            {
                case SimdWidth.Vector512: Loop<F, Simd512<float>>(f, px, pz, x.Length); break;
                case SimdWidth.Vector256: Loop<F, Simd256<float>>(f, px, pz, x.Length); break;
                case SimdWidth.Vector128: Loop<F, Simd128<float>>(f, px, pz, x.Length); break;
                default: Loop<F, SimdScalar<float>>(f, px, pz, x.Length); break;
            }
        }
    }

    /// <summary>z = f(x, y); z may be x or y.</summary>
    public static void Map<F>(F f, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> z)
        where F : struct, IBinary
    {
        Check.Length(y.Length, x.Length, nameof(y));
        Check.Length(z.Length, x.Length, nameof(z));
        fixed (float* px = x, py = y, pz = z)
        {
            switch (SimdWidths.Best)
            {
                case SimdWidth.Vector512: Loop<F, Simd512<float>>(f, px, py, pz, x.Length); break;
                case SimdWidth.Vector256: Loop<F, Simd256<float>>(f, px, py, pz, x.Length); break;
                case SimdWidth.Vector128: Loop<F, Simd128<float>>(f, px, py, pz, x.Length); break;
                default: Loop<F, SimdScalar<float>>(f, px, py, pz, x.Length); break;
            }
        }
    }

    private static void Loop<F, V>(F f, float* x, float* z, int length)
        where F : struct, IUnary
        where V : unmanaged, ISimd<V, float>
    {
        int i = 0;
        for (; i <= length - V.Count; i += V.Count)
            V.Store(f.Apply(V.Load(x + i)), z + i);
        for (; i < length; i++)
            SimdScalar<float>.Store(f.Apply(SimdScalar<float>.Load(x + i)), z + i);
    }

    private static void Loop<F, V>(F f, float* x, float* y, float* z, int length)
        where F : struct, IBinary
        where V : unmanaged, ISimd<V, float>
    {
        int i = 0;
        for (; i <= length - V.Count; i += V.Count)
            V.Store(f.Apply(V.Load(x + i), V.Load(y + i)), z + i);
        for (; i < length; i++)
            SimdScalar<float>.Store(f.Apply(SimdScalar<float>.Load(x + i), SimdScalar<float>.Load(y + i)), z + i);
    }
}
