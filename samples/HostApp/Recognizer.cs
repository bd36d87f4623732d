using System.Diagnostics;
using EmotionKit.Serving;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace HostApp;

/// <summary>A model that serves: a pool of engines, warm from the start, and the names of its classes.</summary>
/// <typeparam name="TPrediction">The model's output columns.</typeparam>
internal sealed class Recognizer<TPrediction> : IDisposable
    where TPrediction : class, new()
{
    private readonly EnginePool<Upload, TPrediction> _pool;
    private readonly ServiceMetrics _metrics;
    private readonly string _task;

    /// <param name="ml">The context.</param>
    /// <param name="task">emotion or digit: the name in the metrics.</param>
    /// <param name="name">What answers call the model.</param>
    /// <param name="model">The model.</param>
    /// <param name="engines">Predictions at a time; 0 for one per processor.</param>
    /// <param name="example">A file that every engine is tried with, so that the first request is as fast as the others.</param>
    /// <param name="metrics">Where predictions are counted.</param>
    public Recognizer(MLContext ml, string task, string name, ITransformer model, int engines, byte[] example, ServiceMetrics metrics)
    {
        _pool = ml.Model.CreateEnginePool<Upload, TPrediction>(model, engines == 0 ? null : engines);
        _pool.WarmUp(new Upload { Path = example });
        _metrics = metrics;
        _task = task;
        Name = name;
        VBuffer<ReadOnlyMemory<char>> names = default;
        _pool.OutputSchema["Score"].GetSlotNames(ref names);
        Classes = [.. names.DenseValues().Select(text => text.ToString())];
        metrics.Watch(task, name, _pool.Size, () => _pool.Busy);
    }

    public string Name { get; }

    /// <summary>In the order of the column Score.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>Waits for an engine as long as the client waits for the answer.</summary>
    public async Task<TPrediction> PredictAsync(byte[] file, CancellationToken aborted)
    {
        long began = Stopwatch.GetTimestamp();
        TPrediction prediction = await _pool.PredictAsync(new Upload { Path = file }, aborted);
        _metrics.Predicted(_task, Stopwatch.GetElapsedTime(began));
        return prediction;
    }

    /// <summary>Probabilities by the names of their classes.</summary>
    public IReadOnlyDictionary<string, float> Scores(float[] score)
    {
        var named = new OrderedDictionary<string, float>(score.Length);
        for (int i = 0; i < score.Length; i++)
            named.Add(Classes[i], score[i]);
        return named;
    }

    public void Dispose() => _pool.Dispose();
}
