using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EmotionKit.Linear;

/// <summary>
/// Double-precision vector loops of the linear models. The order of additions depends on the length alone (256-bit lanes, also where
/// the machine has wider or narrower ones), so that results have the same bits on every thread and machine.
/// </summary>
internal static class VectorMath
{
    private const int Lanes = 4;

    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        if (a.Length != b.Length)
            throw new ArgumentException($"expected two spans of the same length, got {a.Length} and {b.Length}.", nameof(b));
        ref double ra = ref MemoryMarshal.GetReference(a);
        ref double rb = ref MemoryMarshal.GetReference(b);
        Vector256<double> sum0 = default, sum1 = default;
        int i = 0;
        for (; i <= a.Length - 2 * Lanes; i += 2 * Lanes)
        {
            sum0 = Vector256.FusedMultiplyAdd(Load(ref ra, i), Load(ref rb, i), sum0);
            sum1 = Vector256.FusedMultiplyAdd(Load(ref ra, i + Lanes), Load(ref rb, i + Lanes), sum1);
        }
        double sum = Vector256.Sum(sum0 + sum1);
        for (; i < a.Length; i++)
            sum = Math.FusedMultiplyAdd(a[i], b[i], sum);
        return sum;
    }

    /// <summary>y += factor * x.</summary>
    public static void AddScaled(double factor, ReadOnlySpan<double> x, Span<double> y)
    {
        if (x.Length != y.Length)
            throw new ArgumentException($"expected two spans of the same length, got {x.Length} and {y.Length}.", nameof(y));
        ref double rx = ref MemoryMarshal.GetReference(x);
        ref double ry = ref MemoryMarshal.GetReference(y);
        Vector256<double> factors = Vector256.Create(factor);
        int i = 0;
        for (; i <= x.Length - Lanes; i += Lanes)
            Vector256.FusedMultiplyAdd(factors, Load(ref rx, i), Load(ref ry, i)).StoreUnsafe(ref ry, (nuint)i);
        for (; i < x.Length; i++)
            y[i] = Math.FusedMultiplyAdd(factor, x[i], y[i]);
    }

    public static double MaxAbs(ReadOnlySpan<double> values)
    {
        double max = 0;
        foreach (double value in values)
            max = Math.Max(max, Math.Abs(value));
        return max;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Load(ref double origin, int index) => Vector256.LoadUnsafe(ref origin, (nuint)index);
}
