using EmotionKit.Numerics.Simd;

namespace EmotionKit.Signal.Framing;

/// <summary>From squared magnitudes to magnitudes to any power.</summary>
internal readonly unsafe struct PowerLaw(double power)
{
    private readonly float _exponent = (float)(power / 2);

    /// <summary>Replaces squared magnitudes.</summary>
    public void Apply(float* values, int length)
    {
        if (_exponent == 1)
            return;
        if (_exponent != 0.5f)
        {
            for (int i = 0; i < length; i++)
                values[i] = MathF.Pow(values[i], _exponent);
            return;
        }
        switch (SimdWidths.Fitting(SimdWidths.Best, length))
        {
            case SimdWidth.Vector512: Root<Simd512>(values, length); break;
            case SimdWidth.Vector256: Root<Simd256>(values, length); break;
            case SimdWidth.Vector128: Root<Simd128>(values, length); break;
            default: Root<Simd32>(values, length); break;
        }
    }

    private static void Root<V>(float* values, int length)
        where V : unmanaged, ISimd<V>
    {
        for (int i = 0; i < length; i += V.Count)
            V.Store(V.Sqrt(V.Load(values + i)), values + i);
    }
}
