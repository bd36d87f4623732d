using BenchmarkDotNet.Attributes;
using EmotionKit.Numerics.Simd;
using EmotionKit.Signal;
using EmotionKit.Signal.Fourier;
using EmotionKit.Signal.Framing;

namespace EmotionKit.Benchmarks.Signal;

/// <summary>What follows the samples of a group of sixteen frames, each kernel alone, on vectors of so many bits (0: one number at a time). The
/// Fourier transform is the baseline.</summary>
[MemoryDiagnoser]
public unsafe class BandKernelBenchmark
{
    private const int NFft = 512;
    private const int SampleRate = 16_000;

    private readonly MfccOptions _options = MfccOptions.Librosa with { NFft = NFft, HopLength = 160, NMfcc = 40 };
    private RealFft<float> _fft = null!;
    private MelFilterbank _filters = null!;
    private CosineTransform _cosines = null!;
    private float[] _work = [], _power = [], _bands = [], _coefficients = [], _scratch = [];
    private int _lanes;
    private SimdWidth _width;

    [Params(0, 128, 256, 512)]
    public int Bits { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _width = (SimdWidth)(Bits / 8);
        var plan = new FramePlan(_options, SampleRate);
        _lanes = plan.Lanes;
        _fft = RealFft<float>.Get(NFft);
        _filters = new MelFilterbank(_options, plan);
        _cosines = new CosineTransform(_options);
        _work = Noise((int)_fft.WorkLength(_lanes));
        _power = Noise(plan.Bins * _lanes);
        _bands = Noise(_filters.Bands * _lanes);
        _coefficients = Noise(_options.NMfcc * _lanes);
        _scratch = Noise(_cosines.ScratchRows * _lanes);
    }

    [Benchmark(Baseline = true)]
    public void FourierPower()
    {
        fixed (float* work = _work, power = _power)
            _fft.Power(work, _lanes, power, _width);
    }

    [Benchmark]
    public void MelBands()
    {
        fixed (float* power = _power, bands = _bands)
            _filters.Apply(power, _lanes, bands, _width);
    }

    // Scaled to nothing, so that the next run finds positive numbers again.
    [Benchmark]
    public float Logarithms()
    {
        fixed (float* bands = _bands)
            return LogRows.Apply(bands, _bands.Length, 1e-10f, 0, 1, _width);
    }

    [Benchmark]
    public void Cosines()
    {
        fixed (float* bands = _bands, coefficients = _coefficients, scratch = _scratch)
            _cosines.Apply(bands, -80, 0, _lanes, coefficients, scratch, _width);
    }

    private static float[] Noise(int length)
    {
        var random = new Random(1);
        float[] values = GC.AllocateArray<float>(length, pinned: true);
        for (int i = 0; i < length; i++)
            values[i] = random.NextSingle() + 0.1f;
        return values;
    }
}
