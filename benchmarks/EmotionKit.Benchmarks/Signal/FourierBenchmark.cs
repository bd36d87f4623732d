using BenchmarkDotNet.Attributes;
using EmotionKit.Signal.Fourier;

namespace EmotionKit.Benchmarks.Signal;

/// <summary>Real FFT of one signal, a power of two, a product of small primes and a prime; the power of two is the baseline.</summary>
[MemoryDiagnoser]
public class FourierBenchmark
{
    private readonly float[] _signal = [.. Enumerable.Range(0, 1021).Select(i => MathF.Sin(i * i * 0.001f))];
    private readonly float[] _re = new float[513], _im = new float[513];

    [Benchmark(Baseline = true)]
    public void PowerOfTwo() => Forward(512);

    [Benchmark]
    public void SmallPrimes() => Forward(500);

    [Benchmark]
    public void Prime() => Forward(509);

    private void Forward(int size)
    {
        RealFft<float> fft = RealFft<float>.Get(size);
        fft.Forward(_signal.AsSpan(0, size), _re.AsSpan(0, fft.Bins), _im.AsSpan(0, fft.Bins));
    }
}
