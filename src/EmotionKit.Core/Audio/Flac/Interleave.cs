using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace EmotionKit.Audio.Flac;

/// <summary>Channels of integers to interleaved samples.</summary>
internal static class Interleave
{
    public static void One(ReadOnlySpan<int> samples, float scale, Span<float> output)
    {
        ReadOnlySpan<Vector<int>> vectors = MemoryMarshal.Cast<int, Vector<int>>(samples);
        for (int i = 0; i < vectors.Length; i++)
            (Vector.ConvertToSingle(vectors[i]) * scale).CopyTo(output[(i * Vector<int>.Count)..]);
        for (int i = vectors.Length * Vector<int>.Count; i < samples.Length; i++)
            output[i] = samples[i] * scale;
    }

    public static void Two(ReadOnlySpan<int> left, ReadOnlySpan<int> right, float scale, Span<float> output)
    {
        int i = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            Vector256<int> pairs = Vector256.Create(0, 4, 1, 5, 2, 6, 3, 7);
            for (; i <= left.Length - Vector128<int>.Count; i += Vector128<int>.Count)
            {
                Vector256<int> both = Vector256.Create(Vector128.Create(left[i..]), Vector128.Create(right[i..]));
                (Vector256.ConvertToSingle(Vector256.Shuffle(both, pairs)) * scale).CopyTo(output[(2 * i)..]);
            }
        }
        for (; i < left.Length; i++)
        {
            output[2 * i] = left[i] * scale;
            output[(2 * i) + 1] = right[i] * scale;
        }
    }

    /// <summary>One channel of many: every <paramref name="stride"/>th sample of the output.</summary>
    public static void Any(ReadOnlySpan<int> samples, float scale, Span<float> output, int stride)
    {
        for (int i = 0, at = 0; i < samples.Length; i++, at += stride)
            output[at] = samples[i] * scale;
    }

    /// <summary>One channel of many, to the top of 32 bits.</summary>
    public static void Any(ReadOnlySpan<int> samples, int shift, Span<int> output, int stride)
    {
        for (int i = 0, at = 0; i < samples.Length; i++, at += stride)
            output[at] = samples[i] << shift;
    }
}
