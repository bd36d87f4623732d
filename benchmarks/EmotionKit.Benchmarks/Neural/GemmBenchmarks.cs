using BenchmarkDotNet.Attributes;
using EmotionKit.Neural.Kernels;

namespace EmotionKit.Benchmarks.Neural;

/// <summary>Products as networks have them; the square one is the baseline of what the machine gives.</summary>
public class GemmBenchmarks
{
    private readonly float[] _a = new float[4160 * 512], _b = new float[4160 * 512], _c = new float[4160 * 512];

    [Params(1, 2)]
    public int Threads { get; set; }

    [Benchmark(Baseline = true)]
    public void Square512() => Gemm.Multiply(false, false, 512, 512, 512, _a, 512, _b, 512, 0, _c, 512, Threads);

    /// <summary>An LSTM's input over all rows and steps.</summary>
    [Benchmark]
    public void InputOfAllSteps() => Gemm.Multiply(false, false, 4160, 512, 40, _a, 40, _b, 512, 0, _c, 512, Threads);

    /// <summary>The gradient of its weights.</summary>
    [Benchmark]
    public void WeightsOfAllSteps() => Gemm.Multiply(true, false, 168, 512, 4160, _a, 168, _b, 512, 0, _c, 512, Threads);

    /// <summary>One row at prediction.</summary>
    [Benchmark]
    public void OneRow() => Gemm.Multiply(false, false, 1, 512, 128, _a, 128, _b, 512, 0, _c, 512, Threads);
}
