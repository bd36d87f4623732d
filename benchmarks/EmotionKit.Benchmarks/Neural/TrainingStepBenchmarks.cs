using BenchmarkDotNet.Attributes;

namespace EmotionKit.Benchmarks.Neural;

/// <summary>One training step of the networks of the comparisons; the LSTM is the baseline.</summary>
[MemoryDiagnoser]
public class TrainingStepBenchmarks
{
    private TrainingStep _lstm = null!, _cnnLstm = null!, _digitCnn = null!;

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _lstm = new TrainingStep(BenchmarkNetwork.Lstm(), Threads);
        _cnnLstm = new TrainingStep(BenchmarkNetwork.CnnLstm(), Threads);
        _digitCnn = new TrainingStep(BenchmarkNetwork.DigitCnn(), Threads);
    }

    [Benchmark(Baseline = true)]
    public double Lstm() => _lstm.Run();

    [Benchmark]
    public double CnnLstm() => _cnnLstm.Run();

    [Benchmark]
    public double DigitCnn() => _digitCnn.Run();
}
