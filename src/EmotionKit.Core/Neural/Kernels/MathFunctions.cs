using System.Runtime.CompilerServices;
using EmotionKit.Numerics.Simd;

namespace EmotionKit.Neural.Kernels;

/// <summary>Elementary functions of single precision on vectors. Not-a-number comes through.</summary>
internal static class MathFunctions
{
    /// <summary>e^x within 2 units in the last place, for x clamped to [-87.33, 88.37]. Cody-Waite reduction, then the polynomial of Cephes' <c>expf</c> (S. L. Moshier, 1992).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Exp<V>(V x)
        where V : unmanaged, ISimd<V, float>
    {
        x = V.Max(V.Min(x, V.Broadcast(88.3762626647949f)), V.Broadcast(-87.3365447504f));
        // Adding and subtracting 1.5 * 2^23 rounds to the nearest whole number.
        V magic = V.Broadcast(12582912f);
        V n = V.MultiplyAdd(x, V.Broadcast(1.44269504088896341f), magic) - magic;
        V r = V.NegativeMultiplyAdd(n, V.Broadcast(0.693359375f), x);
        r = V.MultiplyAdd(n, V.Broadcast(2.12194440e-4f), r);
        V p = V.Broadcast(1.9875691500e-4f);
        p = V.MultiplyAdd(p, r, V.Broadcast(1.3981999507e-3f));
        p = V.MultiplyAdd(p, r, V.Broadcast(8.3334519073e-3f));
        p = V.MultiplyAdd(p, r, V.Broadcast(4.1665795894e-2f));
        p = V.MultiplyAdd(p, r, V.Broadcast(1.6666665459e-1f));
        p = V.MultiplyAdd(p, r, V.Broadcast(5.0000001201e-1f));
        p = V.MultiplyAdd(p, r * r, r) + V.Broadcast(1);
        return V.Scale(p, n);
    }

    /// <summary>1 / (1 + e^-x), within 3 units in the last place above -87.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Sigmoid<V>(V x)
        where V : unmanaged, ISimd<V, float> =>
        V.Broadcast(1) / (V.Broadcast(1) + Exp(V.Broadcast(0) - x));

    /// <summary>Hyperbolic tangent within 6 units in the last place: the rational approximation of degree 13/6 that Eigen uses, clamped where it is 1 but for 4 units.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Tanh<V>(V x)
        where V : unmanaged, ISimd<V, float>
    {
        x = V.Max(V.Min(x, V.Broadcast(7.90531110763549805f)), V.Broadcast(-7.90531110763549805f));
        V s = x * x;
        V p = V.Broadcast(-2.76076847742355e-16f);
        p = V.MultiplyAdd(p, s, V.Broadcast(2.00018790482477e-13f));
        p = V.MultiplyAdd(p, s, V.Broadcast(-8.60467152213735e-11f));
        p = V.MultiplyAdd(p, s, V.Broadcast(5.12229709037114e-08f));
        p = V.MultiplyAdd(p, s, V.Broadcast(1.48572235717979e-05f));
        p = V.MultiplyAdd(p, s, V.Broadcast(6.37261928875436e-04f));
        p = V.MultiplyAdd(p, s, V.Broadcast(4.89352455891786e-03f));
        V q = V.Broadcast(1.19825839466702e-06f);
        q = V.MultiplyAdd(q, s, V.Broadcast(1.18534705686654e-04f));
        q = V.MultiplyAdd(q, s, V.Broadcast(2.26843463243900e-03f));
        q = V.MultiplyAdd(q, s, V.Broadcast(4.89352518554385e-03f));
        return x * p / q;
    }

    /// <summary>The error function within 7 units in the last place: the rational approximation of degree 13/8 that Eigen uses on [-4, 4].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Erf<V>(V x)
        where V : unmanaged, ISimd<V, float>
    {
        x = V.Max(V.Min(x, V.Broadcast(4)), V.Broadcast(-4));
        V s = x * x;
        V p = V.Broadcast(-2.72614225801306e-10f);
        p = V.MultiplyAdd(p, s, V.Broadcast(2.77068142495902e-08f));
        p = V.MultiplyAdd(p, s, V.Broadcast(-2.10102402082508e-06f));
        p = V.MultiplyAdd(p, s, V.Broadcast(-5.69250639462346e-05f));
        p = V.MultiplyAdd(p, s, V.Broadcast(-7.34990630326855e-04f));
        p = V.MultiplyAdd(p, s, V.Broadcast(-2.95459980854025e-03f));
        p = V.MultiplyAdd(p, s, V.Broadcast(-1.60960333262415e-02f));
        V q = V.Broadcast(-1.45660718464996e-05f);
        q = V.MultiplyAdd(q, s, V.Broadcast(-2.13374055278905e-04f));
        q = V.MultiplyAdd(q, s, V.Broadcast(-1.68282697438203e-03f));
        q = V.MultiplyAdd(q, s, V.Broadcast(-7.37332916720468e-03f));
        q = V.MultiplyAdd(q, s, V.Broadcast(-1.42647390514189e-02f));
        return x * p / q;
    }
}
