using EmotionKit.Numerics.Simd;

namespace EmotionKit.Signal.Framing;

/// <summary>From squared magnitudes to magnitudes to any power.</summary>
internal readonly unsafe struct PowerLaw(double power)
{
    private readonly float _exponent = (float)(power / 2);

    /// <summary>Whether the power is 2: nothing to do.</summary>
    public bool IsIdentity => _exponent == 1;

    /// <summary>Replaces squared magnitudes.</summary>
    public void Apply(float* values, int length, SimdWidth limit)
    {
        if (IsIdentity)
            return;
        if (_exponent != 0.5f)
        {
            for (int i = 0; i < length; i++)
                values[i] = MathF.Pow(values[i], _exponent);
            return;
        }
        switch (SimdWidths.Fitting<float>(limit, length))
        {
            case SimdWidth.Vector512: Root<Simd512<float>>(values, length); break;
            case SimdWidth.Vector256: Root<Simd256<float>>(values, length); break;
            case SimdWidth.Vector128: Root<Simd128<float>>(values, length); break;
            default: Root<SimdScalar<float>>(values, length); break;
        }
    }

    private static void Root<V>(float* values, int length)
        where V : unmanaged, ISimd<V, float>
    {
        for (int i = 0; i < length; i += V.Count)
            V.Store(V.Sqrt(V.Load(values + i)), values + i);
    }
}
