using EmotionKit.Signal;

namespace EmotionKit.Benchmarks.Comparisons;

internal static class ResamplingComparisons
{
    public static IEnumerable<Comparison> Create()
    {
        string[] rates = ["from=48000", "to=16000"];
        yield return new Comparison("resample 48 to 16 kHz, torchaudio", 4, Ours, SpeechClip.Peer("resample-torchaudio", SpeechClip.At48KHz, rates));
        yield return new Comparison("resample 48 to 16 kHz, resampy kaiser_best", 8, Ours, SpeechClip.Peer("resample-resampy", SpeechClip.At48KHz, rates));
    }

    private static double Ours()
    {
        float[] input = SpeechClip.At48KHz();
        Resampler resampler = Resampler.Create(48_000, 16_000);
        float[] output = new float[resampler.OutputLength(input.Length)];
        return Stopwatches.Best(() => resampler.Resample(input, output));
    }
}
