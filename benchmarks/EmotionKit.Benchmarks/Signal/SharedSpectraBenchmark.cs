using BenchmarkDotNet.Attributes;
using EmotionKit.Signal;
using EmotionKit.Signal.Framing;

namespace EmotionKit.Benchmarks.Signal;

/// <summary>Spectrogram, mel bands, MFCC and two descriptors of a 3 s clip: each with a Fourier transform of its own against all over one,
/// as extractors of one column do in one pass over the rows.</summary>
[MemoryDiagnoser]
public class SharedSpectraBenchmark
{
    private readonly float[] _samples = BenchmarkVoice.ThreeSeconds();
    private ISpectralFeature[] _features = [];
    private float[][] _frames = [];
    private SharedSpectra _shared = null!;

    [Params(512, 2048)]
    public int NFft { get; set; }

    /// <summary>Descriptors use double precision; the others share with them where they are told to use it too.</summary>
    [Params(FourierPrecision.Single, FourierPrecision.Double)]
    public FourierPrecision Precision { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        int hop = NFft / 4, rate = SyntheticVoice.SampleRate;
        _features =
        [
            new SpectrogramExtractor(new SpectrogramOptions { NFft = NFft, HopLength = hop, Power = 2, Precision = Precision }, rate),
            new MelSpectrogramExtractor(new MelOptions { NFft = NFft, HopLength = hop, Log = true, Precision = Precision }, rate),
            new MfccExtractor(new MfccOptions { NFft = NFft, HopLength = hop, NMfcc = 40, Precision = Precision }, rate),
            new DescriptorExtractor(
                new DescriptorOptions { NFft = NFft, HopLength = hop, Which = [DescriptorKind.Centroid, DescriptorKind.Rms], Precision = Precision }, rate),
        ];
        _frames = [.. _features.Select(feature => new float[feature.FrameCount(_samples.Length) * feature.Width])];
        _shared = new SharedSpectra(_features);
    }

    [Benchmark(Baseline = true)]
    public void Apart()
    {
        for (int i = 0; i < _features.Length; i++)
            _features[i].Extract(_samples, _frames[i]);
    }

    [Benchmark]
    public void Together() => _shared.Extract(_samples, ref _frames, static (scoped ref float[][] frames, int index, int _) => frames[index]);
}
