using System.Runtime.CompilerServices;

namespace EmotionKit.Numerics.Simd;

/// <summary>Elementary functions on vectors.</summary>
internal static class VectorMath
{
    /// <summary>
    /// The natural logarithm of positive normal numbers, within 2 units in the last place. The polynomial is that of Cephes'
    /// <c>logf</c> (S. L. Moshier, 1992); the exponent times ln 2 is added in two parts.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Log<V>(V x)
        where V : unmanaged, ISimd<V, float>
    {
        V.Split(x, out V mantissa, out V exponent);
        V f = mantissa - V.Broadcast(1);
        V squared = f * f;
        V p = V.Broadcast(7.0376836292e-2f);
        p = V.MultiplyAdd(p, f, V.Broadcast(-1.1514610310e-1f));
        p = V.MultiplyAdd(p, f, V.Broadcast(1.1676998740e-1f));
        p = V.MultiplyAdd(p, f, V.Broadcast(-1.2420140846e-1f));
        p = V.MultiplyAdd(p, f, V.Broadcast(1.4249322787e-1f));
        p = V.MultiplyAdd(p, f, V.Broadcast(-1.6668057665e-1f));
        p = V.MultiplyAdd(p, f, V.Broadcast(2.0000714765e-1f));
        p = V.MultiplyAdd(p, f, V.Broadcast(-2.4999993993e-1f));
        p = V.MultiplyAdd(p, f, V.Broadcast(3.3333331174e-1f));
        V y = p * f * squared;
        y = V.MultiplyAdd(exponent, V.Broadcast(-2.12194440e-4f), y);
        y = V.NegativeMultiplyAdd(V.Broadcast(0.5f), squared, y);
        return V.MultiplyAdd(exponent, V.Broadcast(0.693359375f), f + y);
    }
}
