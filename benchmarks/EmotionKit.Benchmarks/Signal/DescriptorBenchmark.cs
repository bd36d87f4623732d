using BenchmarkDotNet.Attributes;
using EmotionKit.Signal;

namespace EmotionKit.Benchmarks.Signal;

/// <summary>Descriptors of a 3 s clip at 16 kHz: each alone against all of them from one spectrum.</summary>
[MemoryDiagnoser]
public class DescriptorBenchmark
{
    private readonly float[] _samples = BenchmarkVoice.ThreeSeconds();
    private IFrameFeature _all = null!, _one = null!;
    private float[] _frames = [];

    [ParamsAllValues]
    public DescriptorKind Kind { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _all = new DescriptorExtractor(new DescriptorOptions { NFft = 1024, HopLength = 256, Which = Enum.GetValues<DescriptorKind>() }, SyntheticVoice.SampleRate);
        _one = new DescriptorExtractor(new DescriptorOptions { NFft = 1024, HopLength = 256, Which = [Kind] }, SyntheticVoice.SampleRate);
        _frames = new float[_all.FrameCount(_samples.Length) * _all.Width];
    }

    [Benchmark(Baseline = true)]
    public void All() => Extract(_all);

    [Benchmark]
    public void One() => Extract(_one);

    private void Extract(IFrameFeature feature) =>
        feature.Extract(_samples, _frames.AsSpan(0, feature.FrameCount(_samples.Length) * feature.Width));
}
