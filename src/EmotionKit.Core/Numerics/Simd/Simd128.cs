using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EmotionKit.Numerics.Simd;

/// <summary>4 floats, or 2 doubles.</summary>
internal readonly unsafe struct Simd128<T> : ISimd<Simd128<T>, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Vector128<T> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Simd128(Vector128<T> value) => _value = value;

    public static int Count => Vector128<T>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Load(T* source) => new(Vector128.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Simd128<T> value, T* destination) => value._value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Broadcast(T value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> operator +(Simd128<T> left, Simd128<T> right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> operator -(Simd128<T> left, Simd128<T> right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> operator *(Simd128<T> left, Simd128<T> right) => new(left._value * right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> operator /(Simd128<T> left, Simd128<T> right) => new(left._value / right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> MultiplyAdd(Simd128<T> a, Simd128<T> b, Simd128<T> c) => new(MultiplyAdd(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> NegativeMultiplyAdd(Simd128<T> a, Simd128<T> b, Simd128<T> c) => new(MultiplyAdd(-a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Max(Simd128<T> left, Simd128<T> right) => new(Vector128.Max(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Min(Simd128<T> left, Simd128<T> right) => new(Vector128.Min(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Sqrt(Simd128<T> value) => new(Vector128.Sqrt(value._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> OneWhereLess(Simd128<T> left, Simd128<T> right) =>
        new(Vector128.LessThan(left._value, right._value) & Vector128<T>.One);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> SelectLess(Simd128<T> left, Simd128<T> right, Simd128<T> yes, Simd128<T> no) =>
        new(Vector128.ConditionalSelect(Vector128.LessThan(left._value, right._value), yes._value, no._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreSingles(Simd128<T> value, float* destination)
    {
        if (typeof(T) == typeof(float))
            value._value.AsSingle().Store(destination);
        else
            Vector128.Narrow(value._value.AsDouble(), value._value.AsDouble()).GetLower().Store(destination);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Split(Simd128<T> value, out Simd128<T> mantissa, out Simd128<T> exponent)
    {
        // The bits of sqrt(1/2) move the cut between two exponents there.
        if (typeof(T) == typeof(float))
        {
            Vector128<int> bits = value._value.AsInt32();
            Vector128<int> e = (bits - Vector128.Create(FloatBits.SqrtHalf)) >> FloatBits.MantissaBits;
            mantissa = new((bits - (e << FloatBits.MantissaBits)).As<int, T>());
            exponent = new(Vector128.ConvertToSingle(e).As<float, T>());
        }
        else
        {
            Vector128<long> bits = value._value.AsInt64();
            Vector128<long> e = (bits - Vector128.Create(FloatBits.DoubleSqrtHalf)) >> FloatBits.DoubleMantissaBits;
            mantissa = new((bits - (e << FloatBits.DoubleMantissaBits)).As<long, T>());
            exponent = new(Vector128.ConvertToDouble(e).As<double, T>());
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd128<T> Scale(Simd128<T> value, Simd128<T> exponent) =>
        typeof(T) == typeof(float)
            ? new(value._value * ((Vector128.ConvertToInt32(exponent._value.AsSingle()) + Vector128.Create(FloatBits.Bias)) << FloatBits.MantissaBits).As<int, T>())
            : new(value._value * ((Vector128.ConvertToInt64(exponent._value.AsDouble()) + Vector128.Create(FloatBits.DoubleBias)) << FloatBits.DoubleMantissaBits).As<long, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<T> MultiplyAdd(Vector128<T> a, Vector128<T> b, Vector128<T> c) =>
        typeof(T) == typeof(float)
            ? Vector128.MultiplyAddEstimate(a.AsSingle(), b.AsSingle(), c.AsSingle()).As<float, T>()
            : Vector128.MultiplyAddEstimate(a.AsDouble(), b.AsDouble(), c.AsDouble()).As<double, T>();
}
