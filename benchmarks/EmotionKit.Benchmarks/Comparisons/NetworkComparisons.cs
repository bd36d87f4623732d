using EmotionKit.Benchmarks.Neural;
using EmotionKit.Neural.Kernels;

namespace EmotionKit.Benchmarks.Comparisons;

/// <summary>Matrix products against OpenBLAS, training steps against PyTorch: the same network, batch and threads, forward, backward and Adam.</summary>
internal static class NetworkComparisons
{
    private const int Threads = 2;

    public static IEnumerable<Comparison> Create()
    {
        yield return Sgemm(512);
        yield return Sgemm(1024);
        yield return Step("lstm-step", "LSTM 128-64, 130 x 40, batch 32", BenchmarkNetwork.Lstm, target: 3);
        yield return Step("cnn-lstm-step", "CNN-LSTM, 130 x 40, batch 32", BenchmarkNetwork.CnnLstm, target: 2);
        yield return Step("digit-cnn-step", "digit CNN, batch 64", BenchmarkNetwork.DigitCnn, target: 1.5);
    }

    private static Comparison Sgemm(int size) => new(
        $"sgemm {size}, numpy with OpenBLAS, 2 threads", 0.8,
        () =>
        {
            float[] a = BenchmarkNumbers(size, 1), b = BenchmarkNumbers(size, 2), c = new float[size * size];
            return Stopwatches.Best(() => Gemm.Multiply(false, false, size, size, size, a, size, b, size, 0, c, size, Threads));
        },
        PythonPeer.Named("sgemm", $"size={size}", $"threads={Threads}"));

    private static Comparison Step(string name, string what, Func<BenchmarkNetwork> network, double target) => new(
        $"{name}, {what}, PyTorch, 2 threads", target,
        () =>
        {
            var step = new TrainingStep(network(), Threads);
            return Stopwatches.Best(() => step.Run());
        },
        PythonPeer.Named(name, $"threads={Threads}"));

    private static float[] BenchmarkNumbers(int size, long seed)
    {
        var random = new DeterministicRandom(seed);
        float[] numbers = new float[size * size];
        foreach (ref float number in numbers.AsSpan())
            number = (float)random.NextDouble(-1, 1);
        return numbers;
    }
}
