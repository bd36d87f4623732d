using BenchmarkDotNet.Attributes;
using EmotionKit.Signal;

namespace EmotionKit.Benchmarks.Signal;

/// <summary>A second of sound between common rates; 48 to 16 kHz is the baseline.</summary>
[MemoryDiagnoser]
public class ResamplingBenchmark
{
    private readonly float[] _input = new float[48_000];
    private readonly float[] _output = new float[48_000];
    private readonly Resampler _third = Resampler.Create(48_000, 16_000);
    private readonly Resampler _cdToSpeech = Resampler.Create(44_100, 16_000);
    private readonly Resampler _up = Resampler.Create(16_000, 44_100);

    [GlobalSetup]
    public void Setup()
    {
        for (int i = 0; i < _input.Length; i++)
            _input[i] = MathF.Sin(i * 0.05f);
    }

    [Benchmark(Baseline = true)]
    public void From48To16() => Run(_third, 48_000);

    [Benchmark]
    public void From44To16() => Run(_cdToSpeech, 44_100);

    [Benchmark]
    public void From16To44() => Run(_up, 16_000);

    private void Run(Resampler resampler, int samples) =>
        resampler.Resample(_input.AsSpan(0, samples), _output.AsSpan(0, resampler.OutputLength(samples)));
}
