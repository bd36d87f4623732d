using EmotionKit.Audio;
using EmotionKit.Numerics;
using EmotionKit.Signal;

namespace EmotionKit.Benchmarks.Comparisons;

/// <summary>The clip that both sides work on: three seconds of real speech, handed to the peer as a NumPy file.</summary>
internal static class SpeechClip
{
    public const int Seconds = 3;

    public static float[] At16KHz() =>
        AudioLoader.Load(BenchmarkData.Require("speech", "ravdess", "03-01-05-01-02-01-01.flac"), new AudioLoadOptions { SampleRate = 16_000, Seconds = Seconds }).Samples;

    public static float[] At48KHz() => Resampler.Create(16_000, 48_000).Resample(At16KHz());

    /// <summary>Runs a peer on <paramref name="samples"/>.</summary>
    public static Func<double> Peer(string name, Func<float[]> samples, params string[] arguments) => () =>
    {
        string path = Path.Combine(Path.GetTempPath(), $"emotionkit-{Guid.NewGuid():N}.npy");
        try
        {
            float[] clip = samples();
            Npy.Write(path, clip, clip.Length);
            return PythonPeer.Named(name, [$"clip={path}", .. arguments])();
        }
        finally
        {
            File.Delete(path);
        }
    };
}
