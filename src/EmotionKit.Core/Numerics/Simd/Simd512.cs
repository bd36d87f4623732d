using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EmotionKit.Numerics.Simd;

/// <summary>16 floats, or 8 doubles.</summary>
internal readonly unsafe struct Simd512<T> : ISimd<Simd512<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Vector512<T> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Simd512(Vector512<T> value) => _value = value;

    public static int Count => Vector512<T>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Load(T* source) => new(Vector512.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Simd512<T> value, T* destination) => value._value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Broadcast(T value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> operator +(Simd512<T> left, Simd512<T> right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> operator -(Simd512<T> left, Simd512<T> right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> operator *(Simd512<T> left, Simd512<T> right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> operator /(Simd512<T> left, Simd512<T> right) => new(left._value / right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> MultiplyAdd(Simd512<T> a, Simd512<T> b, Simd512<T> c) => new(MultiplyAdd(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> NegativeMultiplyAdd(Simd512<T> a, Simd512<T> b, Simd512<T> c) => new(MultiplyAdd(-a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Max(Simd512<T> left, Simd512<T> right) => new(Vector512.Max(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Min(Simd512<T> left, Simd512<T> right) => new(Vector512.Min(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Sqrt(Simd512<T> value) => new(Vector512.Sqrt(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> OneWhereLess(Simd512<T> left, Simd512<T> right) =>
        new(Vector512.LessThan(left._value, right._value) & Vector512<T>.One);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> SelectLess(Simd512<T> left, Simd512<T> right, Simd512<T> yes, Simd512<T> no) =>
        new(Vector512.ConditionalSelect(Vector512.LessThan(left._value, right._value), yes._value, no._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSingles(Simd512<T> value, float* destination)
    {
        if (typeof(T) == typeof(float))
            value._value.AsSingle().Store(destination);
        else
            Vector512.Narrow(value._value.AsDouble(), value._value.AsDouble()).GetLower().Store(destination);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Split(Simd512<T> value, out Simd512<T> mantissa, out Simd512<T> exponent)
    {
        // The bits of sqrt(1/2) move the cut between two exponents there.
        if (typeof(T) == typeof(float))
        {
            Vector512<int> bits = value._value.AsInt32();
            Vector512<int> e = (bits - Vector512.Create(FloatBits.SqrtHalf)) >> FloatBits.MantissaBits;
            mantissa = new((bits - (e << FloatBits.MantissaBits)).As<int, T>());
            exponent = new(Vector512.ConvertToSingle(e).As<float, T>());
        }
        else
        {
            Vector512<long> bits = value._value.AsInt64();
            Vector512<long> e = (bits - Vector512.Create(FloatBits.DoubleSqrtHalf)) >> FloatBits.DoubleMantissaBits;
            mantissa = new((bits - (e << FloatBits.DoubleMantissaBits)).As<long, T>());
            exponent = new(Vector512.ConvertToDouble(e).As<double, T>());
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Scale(Simd512<T> value, Simd512<T> exponent) =>
        typeof(T) == typeof(float)
            ? new(value._value * ((Vector512.ConvertToInt32(exponent._value.AsSingle()) + Vector512.Create(FloatBits.Bias)) << FloatBits.MantissaBits).As<int, T>())
            : new(value._value * ((Vector512.ConvertToInt64(exponent._value.AsDouble()) + Vector512.Create(FloatBits.DoubleBias)) << FloatBits.DoubleMantissaBits).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<T> MultiplyAdd(Vector512<T> a, Vector512<T> b, Vector512<T> c) =>
        typeof(T) == typeof(float)
            ? Vector512.MultiplyAddEstimate(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>()
            : Vector512.MultiplyAddEstimate(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>();
}
