namespace EmotionKit.Numerics.Simd;

/// <summary>The layout of IEEE 754 binary32 and binary64.</summary>
internal static class FloatBits
{
    public const int MantissaBits = 23;
    public const int DoubleMantissaBits = 52;
    public const int Bias = 127;
    public const long DoubleBias = 1023;

    /// <summary>The bits of sqrt(1/2), rounded up.</summary>
    public const int SqrtHalf = 0x3F3504F4;

    /// <summary>The bits of sqrt(1/2), rounded up.</summary>
    public const long DoubleSqrtHalf = 0x3FE6A09E667F3BCDL;
}
