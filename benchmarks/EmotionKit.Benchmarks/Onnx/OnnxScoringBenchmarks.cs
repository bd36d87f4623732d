using BenchmarkDotNet.Attributes;
using EmotionKit.Onnx;
using Microsoft.ML;

namespace EmotionKit.Benchmarks.Onnx;

/// <summary>Scores a view of rows in memory; one row per call of a session with its defaults is the baseline.</summary>
[MemoryDiagnoser]
public class OnnxScoringBenchmarks
{
    private const int Rows = 512;

    private OnnxModel.OneRowPerCall _oneRowPerCall = null!;
    private IDataView _scored = null!, _scoredByDefault = null!;

    [Params("lstm", "cnnlstm", "mnist")]
    public string Model { get; set; } = "";

    [Params(1, 8, 16, 32, 128)]
    public int BatchSize { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var model = new OnnxModel(Model, Rows);
        _oneRowPerCall = model.OpenOneRowPerCall();
        _scored = model.Scored(new OnnxScoringOptions { Provider = OnnxProvider.Cpu, BatchSize = BatchSize });
        _scoredByDefault = model.Scored(new OnnxScoringOptions { Provider = OnnxProvider.Cpu });
    }

    [GlobalCleanup]
    public void Cleanup() => _oneRowPerCall.Dispose();

    [Benchmark(Baseline = true, OperationsPerInvoke = Rows)]
    public float OneRowPerCall() => _oneRowPerCall.ReadAll();

    [Benchmark(OperationsPerInvoke = Rows)]
    public float ScoreOnnx() => OnnxModel.ReadAll(_scored);

    [Benchmark(OperationsPerInvoke = Rows)]
    public float ScoreOnnxWithDefaults() => OnnxModel.ReadAll(_scoredByDefault);
}
