using System.Numerics;
using System.Runtime.InteropServices;

namespace EmotionKit.Signal;

/// <summary>Checks of what an extractor is given.</summary>
internal static class FeatureInput
{
    public static void Check(ReadOnlySpan<float> samples, Span<float> frames, int frameCount, int width)
    {
        long expected = (long)frameCount * width;
        if (frames.Length != expected)
            throw new ArgumentException($"frames: expected {frameCount} frames of {width}, {expected} values, got {frames.Length}.", nameof(frames));
        Finite(samples);
    }

    /// <summary>One sample that is not finite would spoil every frame it falls into, silently.</summary>
    /// <exception cref="ArgumentException">A sample is NaN or infinite.</exception>
    public static void Finite(ReadOnlySpan<float> samples)
    {
        // x - x is 0 but for NaN and infinities, where it is NaN. Four sums, so that none waits for the one before.
        Vector<float> a = Vector<float>.Zero, b = a, c = a, d = a;
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(samples);
        int i = 0;
        for (; i + 4 <= vectors.Length; i += 4)
        {
            a += vectors[i] - vectors[i];
            b += vectors[i + 1] - vectors[i + 1];
            c += vectors[i + 2] - vectors[i + 2];
            d += vectors[i + 3] - vectors[i + 3];
        }
        for (; i < vectors.Length; i++)
            a += vectors[i] - vectors[i];
        float rest = Vector.Sum(a + b + (c + d));
        for (i = vectors.Length * Vector<float>.Count; i < samples.Length; i++)
            rest += samples[i] - samples[i];
        if (rest == 0)
            return;
        int at = 0;
        while (float.IsFinite(samples[at]))
            at++;
        throw new ArgumentException($"samples: expected finite numbers, got {samples[at]} at sample {at}.", nameof(samples));
    }
}
