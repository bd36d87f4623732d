using System.Buffers;
using EmotionKit.Signal.Framing;

namespace EmotionKit.Signal.Descriptors;

/// <summary>The part of a frame's samples at which the sign differs from the sample before, as <c>librosa.feature.zero_crossing_rate</c>.</summary>
internal static class ZeroCrossings
{
    // Samples this close to 0 count as positive.
    private const float Threshold = 1e-10f;

    /// <summary>Measures all frames.</summary>
    public static void Apply(ReadOnlySpan<float> samples, FramePlan plan, Span<float> rates)
    {
        // crossings[i]: sign changes up to sample i. The padding repeats the outermost samples, so that nothing changes there.
        int[] crossings = ArrayPool<int>.Shared.Rent(samples.Length);
        crossings[0] = 0;
        for (int i = 1; i < samples.Length; i++)
            crossings[i] = crossings[i - 1] + (samples[i] < -Threshold != samples[i - 1] < -Threshold ? 1 : 0);
        int last = samples.Length - 1;
        for (int t = 0; t < rates.Length; t++)
        {
            long start = (long)t * plan.Hop - plan.Padding;
            int from = (int)Math.Clamp(start, 0, last), to = (int)Math.Clamp(start + plan.FrameLength - 1, 0, last);
            rates[t] = (float)((double)(crossings[to] - crossings[from]) / plan.FrameLength);
        }
        ArrayPool<int>.Shared.Return(crossings);
    }
}
