namespace EmotionKit.Numerics.Simd;

/// <summary>The bytes of the vectors that a kernel may use at most.</summary>
internal enum SimdWidth
{
    Scalar = 0,
    Vector128 = 16,
    Vector256 = 32,
    Vector512 = 64,
}
