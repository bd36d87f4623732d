using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace HostApp;

/// <summary>What this service measures beyond what ASP.NET Core measures of requests. <see cref="PrometheusExporter"/> shows both; so do dotnet-counters and OpenTelemetry.</summary>
internal sealed class ServiceMetrics
{
    public const string MeterName = "EmotionKit.HostApp";

    private readonly ConcurrentBag<(string Task, string Model, int Engines, Func<int> Busy)> _models = [];
    private readonly Histogram<double> _duration;

    public ServiceMetrics(IMeterFactory meters)
    {
        Meter meter = meters.Create(MeterName);
        _duration = meter.CreateHistogram<double>(
            "emotionkit.prediction.duration", "s", "Time that predictions took, waiting for an engine included.", null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] });
        meter.CreateObservableGauge(
            "emotionkit.engines", () => _models.Select(m => new Measurement<int>(m.Engines, new("task", m.Task), new("model", m.Model))), null, "Predictions that can run at a time.");
        meter.CreateObservableGauge(
            "emotionkit.engines.busy", () => _models.Select(m => new Measurement<int>(m.Busy(), new KeyValuePair<string, object?>("task", m.Task))), null, "Predictions that run now.");
    }

    /// <summary>Shows a model, and how many of its engines are busy.</summary>
    public void Watch(string task, string model, int engines, Func<int> busy) => _models.Add((task, model, engines, busy));

    public void Predicted(string task, TimeSpan took) => _duration.Record(took.TotalSeconds, new KeyValuePair<string, object?>("task", task));
}
