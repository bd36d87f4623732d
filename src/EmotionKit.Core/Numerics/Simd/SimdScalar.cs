using System.Numerics;
using System.Runtime.CompilerServices;

namespace EmotionKit.Numerics.Simd;

/// <summary>One number: the scalar path, and rows that are no multiple of a vector.</summary>
internal readonly unsafe struct SimdScalar<T> : ISimd<SimdScalar<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private SimdScalar(T value) => _value = value;

    public static int Count => 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> Load(T* source) => new(*source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(SimdScalar<T> value, T* destination) => *destination = value._value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> Broadcast(T value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> operator +(SimdScalar<T> left, SimdScalar<T> right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> operator -(SimdScalar<T> left, SimdScalar<T> right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> operator *(SimdScalar<T> left, SimdScalar<T> right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> operator /(SimdScalar<T> left, SimdScalar<T> right) => new(left._value / right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> MultiplyAdd(SimdScalar<T> a, SimdScalar<T> b, SimdScalar<T> c) => new(T.MultiplyAddEstimate(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> NegativeMultiplyAdd(SimdScalar<T> a, SimdScalar<T> b, SimdScalar<T> c) => new(T.MultiplyAddEstimate(-a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> Max(SimdScalar<T> left, SimdScalar<T> right) => new(T.Max(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> Min(SimdScalar<T> left, SimdScalar<T> right) => new(T.Min(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> Sqrt(SimdScalar<T> value) => new(T.Sqrt(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> OneWhereLess(SimdScalar<T> left, SimdScalar<T> right) => new(left._value < right._value ? T.One : T.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> SelectLess(SimdScalar<T> left, SimdScalar<T> right, SimdScalar<T> yes, SimdScalar<T> no) => left._value < right._value ? yes : no;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSingles(SimdScalar<T> value, float* destination) => *destination = float.CreateTruncating(value._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Split(SimdScalar<T> value, out SimdScalar<T> mantissa, out SimdScalar<T> exponent)
    {
        if (typeof(T) == typeof(float))
        {
            int bits = Unsafe.BitCast<T, int>(value._value);
            int e = (bits - FloatBits.SqrtHalf) >> FloatBits.MantissaBits;
            mantissa = new(Unsafe.BitCast<int, T>(bits - (e << FloatBits.MantissaBits)));
            exponent = new(T.CreateTruncating(e));
        }
        else
        {
            long bits = Unsafe.BitCast<T, long>(value._value);
            long e = (bits - FloatBits.DoubleSqrtHalf) >> FloatBits.DoubleMantissaBits;
            mantissa = new(Unsafe.BitCast<long, T>(bits - (e << FloatBits.DoubleMantissaBits)));
            exponent = new(T.CreateTruncating(e));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SimdScalar<T> Scale(SimdScalar<T> value, SimdScalar<T> exponent) =>
        typeof(T) == typeof(float)
            ? new(value._value * Unsafe.BitCast<int, T>((int.CreateTruncating(exponent._value) + FloatBits.Bias) << FloatBits.MantissaBits))
            : new(value._value * Unsafe.BitCast<long, T>((long.CreateTruncating(exponent._value) + FloatBits.DoubleBias) << FloatBits.DoubleMantissaBits));
}
