using System.Runtime.CompilerServices;

namespace EmotionKit.Numerics.Simd;

/// <summary>One float: the scalar path, and the tail of a row that is no multiple of a vector.</summary>
internal readonly unsafe struct Simd32 : ISimd<Simd32>
{
    private readonly float _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Simd32(float value) => _value = value;

    public static int Count => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd32 Load(float* source) => new(*source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Simd32 value, float* destination) => *destination = value._value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd32 Broadcast(float value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd32 operator +(Simd32 left, Simd32 right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd32 operator -(Simd32 left, Simd32 right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd32 operator *(Simd32 left, Simd32 right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd32 MultiplyAdd(Simd32 a, Simd32 b, Simd32 c) => new(float.MultiplyAddEstimate(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd32 NegativeMultiplyAdd(Simd32 a, Simd32 b, Simd32 c) => new(float.MultiplyAddEstimate(-a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd32 Max(Simd32 left, Simd32 right) => new(MathF.Max(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd32 Sqrt(Simd32 value) => new(MathF.Sqrt(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Split(Simd32 value, out Simd32 mantissa, out Simd32 exponent)
    {
        int bits = BitConverter.SingleToInt32Bits(value._value);
        int e = (bits - FloatBits.SqrtHalf) >> FloatBits.MantissaBits;
        mantissa = new(BitConverter.Int32BitsToSingle(bits - (e << FloatBits.MantissaBits)));
        exponent = new(e);
    }
}
