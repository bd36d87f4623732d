using EmotionKit.Numerics.Simd;
using EmotionKit.Signal;
using EmotionKit.Signal.Framing;

namespace EmotionKit.Benchmarks.Comparisons;

internal static class FeatureComparisons
{
    private const int SampleRate = 16_000;

    public static IEnumerable<Comparison> Create()
    {
        yield return Mfcc(nFft: 512, hopLength: 160, target: 5);
        yield return Mfcc(nFft: 2048, hopLength: 512, target: 4);
        yield return new Comparison("STFT 1024/256, torch.stft", 3,
            () => Extract(new SpectrogramExtractor(new SpectrogramOptions { NFft = 1024, HopLength = 256, Power = 2 }, SampleRate)),
            SpeechClip.Peer("stft", SpeechClip.At16KHz, "n_fft=1024", "hop=256"));
        yield return new Comparison("log-mel of a power spectrum 512/160, torchaudio", 4, LogMel,
            SpeechClip.Peer("log-mel", SpeechClip.At16KHz, "n_fft=512", "hop=160"));
    }

    private static Comparison Mfcc(int nFft, int hopLength, double target) =>
        new($"MFCC 40 of 3 s, {nFft}/{hopLength}, torchaudio", target,
            () => Extract(new MfccExtractor(MfccOptions.Librosa with { NFft = nFft, HopLength = hopLength, NMfcc = 40 }, SampleRate)),
            SpeechClip.Peer("mfcc", SpeechClip.At16KHz, $"n_fft={nFft}", $"hop={hopLength}"));

    private static double Extract(IFrameFeature feature)
    {
        float[] clip = SpeechClip.At16KHz();
        float[] frames = new float[feature.FrameCount(clip.Length) * feature.Width];
        return Stopwatches.Best(() => feature.Extract(clip, frames));
    }

    /// <summary>The power spectrum in the engine's layout, all groups of frames in memory, as the peer has all of its own.</summary>
    private static unsafe double LogMel()
    {
        var options = new MelOptions { NFft = 512, HopLength = 160 };
        float[] clip = SpeechClip.At16KHz();
        var spectrogram = new SpectrogramExtractor(new SpectrogramOptions { NFft = 512, HopLength = 160, Power = 2 }, SampleRate);
        int frames = spectrogram.FrameCount(clip.Length);
        float[] power = new float[frames * spectrogram.Width];
        spectrogram.Extract(clip, power);

        var plan = new FramePlan(options, SampleRate);
        var filters = new MelFilterbank(options, plan);
        int lanes = plan.Lanes, groups = (frames + lanes - 1) / lanes;
        float[] grouped = GC.AllocateArray<float>(groups * plan.Bins * lanes, pinned: true);
        for (int frame = 0; frame < frames; frame++)
        {
            for (int bin = 0; bin < plan.Bins; bin++)
                grouped[(frame / lanes * plan.Bins + bin) * lanes + frame % lanes] = power[frame * plan.Bins + bin];
        }
        float[] bands = GC.AllocateArray<float>(groups * filters.Bands * lanes, pinned: true);
        return Stopwatches.Best(() =>
        {
            fixed (float* from = grouped, to = bands)
            {
                float largest = float.MinValue;
                for (int g = 0; g < groups; g++)
                {
                    float* rows = to + (nint)g * filters.Bands * lanes;
                    filters.Apply(from + (nint)g * plan.Bins * lanes, lanes, rows, SimdWidths.Best);
                    largest = Math.Max(largest, LogRows.Apply(rows, filters.Bands * lanes, 1e-10f, 4.3429448f, 0, SimdWidths.Best));
                }
                LogRows.Clamp(to, bands.Length, largest - 80, SimdWidths.Best);
            }
        });
    }
}
