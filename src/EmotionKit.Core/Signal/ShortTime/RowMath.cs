using System.Numerics;

namespace EmotionKit.Signal.ShortTime;

/// <summary>Element-wise arithmetic on rows of equal length.</summary>
internal static class RowMath
{
    /// <summary>result = x * y.</summary>
    public static void Multiply(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> result)
    {
        int i = 0;
        for (; i + Vector<float>.Count <= x.Length; i += Vector<float>.Count)
            (new Vector<float>(x[i..]) * new Vector<float>(y[i..])).CopyTo(result[i..]);
        for (; i < x.Length; i++)
            result[i] = x[i] * y[i];
    }

    /// <summary>sum += x * y.</summary>
    public static void AddProduct(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> sum)
    {
        int i = 0;
        for (; i + Vector<float>.Count <= x.Length; i += Vector<float>.Count)
            (new Vector<float>(sum[i..]) + new Vector<float>(x[i..]) * new Vector<float>(y[i..])).CopyTo(sum[i..]);
        for (; i < x.Length; i++)
            sum[i] += x[i] * y[i];
    }

    /// <summary>sum += factor * x.</summary>
    public static void AddScaled(ReadOnlySpan<float> x, float factor, Span<float> sum)
    {
        int i = 0;
        for (; i + Vector<float>.Count <= x.Length; i += Vector<float>.Count)
            (new Vector<float>(sum[i..]) + new Vector<float>(x[i..]) * factor).CopyTo(sum[i..]);
        for (; i < x.Length; i++)
            sum[i] += x[i] * factor;
    }
}
