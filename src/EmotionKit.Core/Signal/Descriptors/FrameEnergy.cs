using EmotionKit.Signal.Framing;

namespace EmotionKit.Signal.Descriptors;

/// <summary>Root mean square of the samples of a frame, without a window, as <c>librosa.feature.rms(y=...)</c>.</summary>
internal static class FrameEnergy
{
    /// <summary>Measures all frames; <paramref name="frame"/> is scratch of a frame's length.</summary>
    public static void Rms(ReadOnlySpan<float> samples, FramePlan plan, Span<float> frame, Span<float> values)
    {
        for (int t = 0; t < values.Length; t++)
        {
            Padding.Copy(samples, (long)t * plan.Hop - plan.Padding, plan.PadMode, frame);
            double sum = 0;
            foreach (float sample in frame)
                sum += (double)sample * sample;
            values[t] = (float)Math.Sqrt(sum / frame.Length);
        }
    }
}
