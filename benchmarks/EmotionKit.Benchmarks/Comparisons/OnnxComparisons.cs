using EmotionKit.Benchmarks.Onnx;
using EmotionKit.Onnx;
using Microsoft.ML;

namespace EmotionKit.Benchmarks.Comparisons;

/// <summary>ScoreOnnx as it comes against a session as it comes that is called once per row.</summary>
internal static class OnnxComparisons
{
    public static IEnumerable<Comparison> Create()
    {
        yield return Compare("lstm", "LSTM 128-64", rows: 2048, target: 3);
        yield return Compare("cnnlstm", "CNN-LSTM", rows: 4096, target: 1.5);
        yield return Compare("mnist", "MNIST CNN", rows: 8192, target: 1.5);
    }

    private static Comparison Compare(string model, string name, int rows, double target) => new(
        $"ONNX {name}, {rows} rows, one row per call", target,
        () =>
        {
            IDataView scored = new OnnxModel(model, rows).Scored(new OnnxScoringOptions { Provider = OnnxProvider.Cpu });
            return Stopwatches.Best(() => OnnxModel.ReadAll(scored));
        },
        () =>
        {
            using OnnxModel.OneRowPerCall session = new OnnxModel(model, rows).OpenOneRowPerCall();
            return Stopwatches.Best(() => session.ReadAll());
        });
}
