using EmotionKit.Signal;

namespace EmotionKit.Benchmarks.Signal;

internal static class BenchmarkVoice
{
    /// <summary>Three seconds of synthetic speech at <see cref="SyntheticVoice.SampleRate"/>.</summary>
    public static float[] ThreeSeconds()
    {
        float[] voice = SyntheticVoice.Render(SyntheticEmotion.Angry, speaker: 1, utterance: 0);
        float[] samples = new float[3 * SyntheticVoice.SampleRate];
        for (int i = 0; i < samples.Length; i++)
            samples[i] = voice[i % voice.Length];
        return samples;
    }
}
