using BenchmarkDotNet.Attributes;
using EmotionKit.Signal;

namespace EmotionKit.Benchmarks.Signal;

/// <summary>Features of a 3 s clip at 16 kHz, without decoding it; the spectrogram is the baseline that the others build on.</summary>
[MemoryDiagnoser]
public class MfccBenchmark
{
    private const int SampleRate = SyntheticVoice.SampleRate;

    private readonly float[] _samples = BenchmarkVoice.ThreeSeconds();
    private IFrameFeature _spectrogram = null!, _mel = null!, _mfcc = null!;
    private float[] _frames = [];

    [Params(512, 2048)]
    public int NFft { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _spectrogram = new SpectrogramExtractor(new SpectrogramOptions { NFft = NFft, HopLength = 160 }, SampleRate);
        _mel = new MelSpectrogramExtractor(new MelOptions { NFft = NFft, HopLength = 160 }, SampleRate);
        _mfcc = new MfccExtractor(MfccOptions.Librosa with { NFft = NFft, HopLength = 160, NMfcc = 40 }, SampleRate);
        _frames = new float[_spectrogram.FrameCount(_samples.Length) * Math.Max(_spectrogram.Width, _mel.Width)];
    }

    [Benchmark(Baseline = true)]
    public void Spectrogram() => Extract(_spectrogram);

    [Benchmark]
    public void Mel() => Extract(_mel);

    [Benchmark]
    public void Mfcc() => Extract(_mfcc);

    private void Extract(IFrameFeature feature) =>
        feature.Extract(_samples, _frames.AsSpan(0, feature.FrameCount(_samples.Length) * feature.Width));
}
