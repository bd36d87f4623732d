using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EmotionKit.Numerics.Simd;

/// <summary>8 floats, or 4 doubles.</summary>
internal readonly unsafe struct Simd256<T> : ISimd<Simd256<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Vector256<T> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Simd256(Vector256<T> value) => _value = value;

    public static int Count => Vector256<T>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Load(T* source) => new(Vector256.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Simd256<T> value, T* destination) => value._value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Broadcast(T value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> operator +(Simd256<T> left, Simd256<T> right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> operator -(Simd256<T> left, Simd256<T> right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> operator *(Simd256<T> left, Simd256<T> right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> operator /(Simd256<T> left, Simd256<T> right) => new(left._value / right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> MultiplyAdd(Simd256<T> a, Simd256<T> b, Simd256<T> c) => new(MultiplyAdd(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> NegativeMultiplyAdd(Simd256<T> a, Simd256<T> b, Simd256<T> c) => new(MultiplyAdd(-a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Max(Simd256<T> left, Simd256<T> right) => new(Vector256.Max(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Min(Simd256<T> left, Simd256<T> right) => new(Vector256.Min(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Sqrt(Simd256<T> value) => new(Vector256.Sqrt(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> OneWhereLess(Simd256<T> left, Simd256<T> right) =>
        new(Vector256.LessThan(left._value, right._value) & Vector256<T>.One);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> SelectLess(Simd256<T> left, Simd256<T> right, Simd256<T> yes, Simd256<T> no) =>
        new(Vector256.ConditionalSelect(Vector256.LessThan(left._value, right._value), yes._value, no._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSingles(Simd256<T> value, float* destination)
    {
        if (typeof(T) == typeof(float))
            value._value.AsSingle().Store(destination);
        else
            Vector256.Narrow(value._value.AsDouble(), value._value.AsDouble()).GetLower().Store(destination);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Split(Simd256<T> value, out Simd256<T> mantissa, out Simd256<T> exponent)
    {
        // The bits of sqrt(1/2) move the cut between two exponents there.
        if (typeof(T) == typeof(float))
        {
            Vector256<int> bits = value._value.AsInt32();
            Vector256<int> e = (bits - Vector256.Create(FloatBits.SqrtHalf)) >> FloatBits.MantissaBits;
            mantissa = new((bits - (e << FloatBits.MantissaBits)).As<int, T>());
            exponent = new(Vector256.ConvertToSingle(e).As<float, T>());
        }
        else
        {
            Vector256<long> bits = value._value.AsInt64();
            Vector256<long> e = (bits - Vector256.Create(FloatBits.DoubleSqrtHalf)) >> FloatBits.DoubleMantissaBits;
            mantissa = new((bits - (e << FloatBits.DoubleMantissaBits)).As<long, T>());
            exponent = new(Vector256.ConvertToDouble(e).As<double, T>());
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd256<T> Scale(Simd256<T> value, Simd256<T> exponent) =>
        typeof(T) == typeof(float)
            ? new(value._value * ((Vector256.ConvertToInt32(exponent._value.AsSingle()) + Vector256.Create(FloatBits.Bias)) << FloatBits.MantissaBits).As<int, T>())
            : new(value._value * ((Vector256.ConvertToInt64(exponent._value.AsDouble()) + Vector256.Create(FloatBits.DoubleBias)) << FloatBits.DoubleMantissaBits).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<T> MultiplyAdd(Vector256<T> a, Vector256<T> b, Vector256<T> c) =>
        typeof(T) == typeof(float)
            ? Vector256.MultiplyAddEstimate(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>()
            : Vector256.MultiplyAddEstimate(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>();
}
