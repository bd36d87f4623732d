namespace EmotionKit.Numerics.Simd;

/// <summary>
/// One vector of floats. Kernels are written once against this and specialised by the JIT for
/// <see cref="Simd512"/>, <see cref="Simd256"/>, <see cref="Simd128"/> and <see cref="Simd32"/>.
/// </summary>
internal unsafe interface ISimd<TSelf>
    where TSelf : unmanaged, ISimd<TSelf>
{
    /// <summary>Floats in a vector.</summary>
    static abstract int Count { get; }

    static abstract TSelf Load(float* source);

    static abstract void Store(TSelf value, float* destination);

    static abstract TSelf Broadcast(float value);

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, TSelf right);

    /// <summary><c>a * b + c</c>, with one rounding where the machine has the instruction.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary><c>c - a * b</c>, with one rounding where the machine has the instruction.</summary>
    static abstract TSelf NegativeMultiplyAdd(TSelf a, TSelf b, TSelf c);

    static abstract TSelf Max(TSelf left, TSelf right);

    static abstract TSelf Sqrt(TSelf value);

    /// <summary>
    /// Writes positive normal numbers as <c>mantissa * 2^exponent</c>, the mantissa in [sqrt(1/2), sqrt(2)).
    /// </summary>
    static abstract void Split(TSelf value, out TSelf mantissa, out TSelf exponent);
}
