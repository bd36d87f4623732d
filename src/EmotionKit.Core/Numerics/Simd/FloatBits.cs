namespace EmotionKit.Numerics.Simd;

/// <summary>The layout of an IEEE 754 binary32.</summary>
internal static class FloatBits
{
    public const int MantissaBits = 23;

    /// <summary>The bits of sqrt(1/2), rounded up.</summary>
    public const int SqrtHalf = 0x3F3504F4;
}
