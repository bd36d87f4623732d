using System.Numerics;

namespace EmotionKit.Numerics.Simd;

/// <summary>
/// One vector of floats or doubles. Kernels are written once against this and specialised by the JIT for
/// <see cref="Simd512{T}"/>, <see cref="Simd256{T}"/>, <see cref="Simd128{T}"/> and <see cref="SimdScalar{T}"/>.
/// </summary>
internal unsafe interface ISimd<TSelf, T>
    where TSelf : unmanaged, ISimd<TSelf, T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Numbers in a vector.</summary>
    static abstract int Count { get; }

    static abstract TSelf Load(T* source);

    static abstract void Store(TSelf value, T* destination);

    static abstract TSelf Broadcast(T value);

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, TSelf right);

    static abstract TSelf operator /(TSelf left, TSelf right);

    /// <summary><c>a * b + c</c>, with one rounding where the machine has the instruction.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary><c>c - a * b</c>, with one rounding where the machine has the instruction.</summary>
    static abstract TSelf NegativeMultiplyAdd(TSelf a, TSelf b, TSelf c);

    static abstract TSelf Max(TSelf left, TSelf right);

    static abstract TSelf Min(TSelf left, TSelf right);

    static abstract TSelf Sqrt(TSelf value);

    /// <summary>1 where <paramref name="left"/> is less than <paramref name="right"/>, else 0.</summary>
    static abstract TSelf OneWhereLess(TSelf left, TSelf right);

    /// <summary>The bits of <paramref name="yes"/> where <paramref name="left"/> is less than <paramref name="right"/>, else those of <paramref name="no"/>.</summary>
    static abstract TSelf SelectLess(TSelf left, TSelf right, TSelf yes, TSelf no);

    /// <summary>Stores as floats, rounded.</summary>
    static abstract void StoreSingles(TSelf value, float* destination);

    /// <summary>
    /// Writes positive normal numbers as <c>mantissa * 2^exponent</c>, the mantissa in [sqrt(1/2), sqrt(2)).
    /// </summary>
    static abstract void Split(TSelf value, out TSelf mantissa, out TSelf exponent);

    /// <summary><c>value * 2^exponent</c> of whole exponents for which 2^exponent is a normal number.</summary>
    static abstract TSelf Scale(TSelf value, TSelf exponent);
}
