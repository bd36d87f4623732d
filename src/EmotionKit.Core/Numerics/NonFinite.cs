using System.Numerics;
using System.Runtime.InteropServices;

namespace EmotionKit.Numerics;

/// <summary>Looks for NaN and infinities.</summary>
internal static class NonFinite
{
    /// <summary>Where the first NaN or infinity is, or -1.</summary>
    public static int IndexOf(ReadOnlySpan<float> values)
    {
        const int exponent = 0x7F800000;
        ReadOnlySpan<int> bits = MemoryMarshal.Cast<float, int>(values);
        var mask = new Vector<int>(exponent);
        int i = 0;
        for (; i <= bits.Length - Vector<int>.Count; i += Vector<int>.Count)
        {
            if (Vector.EqualsAny(new Vector<int>(bits[i..]) & mask, mask))
                break;
        }
        for (; i < bits.Length; i++)
        {
            if ((bits[i] & exponent) == exponent)
                return i;
        }
        return -1;
    }
}
