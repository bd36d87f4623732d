using BenchmarkDotNet.Attributes;
using EmotionKit.Onnx;
using Microsoft.ML;

namespace EmotionKit.Benchmarks.Onnx;

/// <summary>Two cores used as two callers with a thread each, or as one caller with two threads: what the defaults of
/// <see cref="OnnxScoringOptions"/> rest on.</summary>
public class OnnxThreadBenchmarks
{
    private const int Rows = 512;

    private IDataView _scored = null!;

    [Params("lstm", "mnist")]
    public string Model { get; set; } = "";

    [Params(8, 16, 32)]
    public int BatchSize { get; set; }

    [Params(1, 2)]
    public int Callers { get; set; }

    [Params(1, 2)]
    public int IntraOpThreads { get; set; }

    [GlobalSetup]
    public void Setup() => _scored = new OnnxModel(Model, Rows).Scored(new OnnxScoringOptions
    {
        Provider = OnnxProvider.Cpu,
        BatchSize = BatchSize,
        Callers = Callers,
        IntraOpThreads = IntraOpThreads,
    });

    [Benchmark(OperationsPerInvoke = Rows)]
    public float ScoreOnnx() => OnnxModel.ReadAll(_scored);
}
