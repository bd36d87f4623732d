using BenchmarkDotNet.Attributes;
using EmotionKit.Signal;

namespace EmotionKit.Benchmarks.Signal;

/// <summary>MFCC of 3 s that arrive in chunks, against the whole clip at once.</summary>
[MemoryDiagnoser]
public class StreamingBenchmark
{
    private static readonly MfccOptions Options = MfccOptions.Librosa with { NFft = 512, HopLength = 160, NMfcc = 40, TopDb = null, Center = false };

    private readonly float[] _samples = BenchmarkVoice.ThreeSeconds();
    private readonly MfccExtractor _whole = new(Options, SyntheticVoice.SampleRate);
    private readonly StreamingMfcc _stream = new(Options, SyntheticVoice.SampleRate);
    private float[] _frames = [];

    /// <summary>Samples per chunk: 10 ms, 100 ms.</summary>
    [Params(160, 1600)]
    public int Chunk { get; set; }

    [GlobalSetup]
    public void Setup() => _frames = new float[_whole.FrameCount(_samples.Length) * _whole.Width];

    [Benchmark(Baseline = true)]
    public void Whole() => _whole.Extract(_samples, _frames);

    [Benchmark]
    public void Chunks()
    {
        _stream.Reset();
        Span<float> rest = _frames;
        for (int start = 0; start < _samples.Length; start += Chunk)
        {
            int written = _stream.Push(_samples.AsSpan(start, Math.Min(Chunk, _samples.Length - start)), rest);
            rest = rest[(written * _stream.Width)..];
        }
    }
}
