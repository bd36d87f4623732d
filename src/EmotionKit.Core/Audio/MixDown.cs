namespace EmotionKit.Audio;

/// <summary>Interleaved channels to one.</summary>
internal static class MixDown
{
    /// <summary>The mean of the channels of each frame.</summary>
    public static void Mean(ReadOnlySpan<float> interleaved, int channels, Span<float> mono)
    {
        int frames = interleaved.Length / channels;
        mono = mono[..frames];
        if (channels == 2)
        {
            for (int i = 0; i < mono.Length; i++)
                mono[i] = (interleaved[2 * i] + interleaved[2 * i + 1]) * 0.5f;
            return;
        }
        for (int i = 0; i < mono.Length; i++)
        {
            float sum = 0;
            foreach (float sample in interleaved.Slice(i * channels, channels))
                sum += sample;
            mono[i] = sum / channels;
        }
    }
}
