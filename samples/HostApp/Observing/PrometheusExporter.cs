using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text;

namespace HostApp;

/// <summary>
/// Listens to the meters of this process and writes them as Prometheus reads them (text format 0.0.4). Names follow OpenTelemetry's rules, so that dashboards
/// made for ASP.NET Core work: http.server.request.duration becomes http_server_request_duration_seconds.
/// </summary>
internal sealed class PrometheusExporter : IDisposable
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private static readonly string[] Shown = [ServiceMetrics.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.RateLimiting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime"];

    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, PrometheusMetric> _metrics = new(StringComparer.Ordinal);

    public PrometheusExporter(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            // Another service in this process has a factory, and meters, of its own.
            bool ours = instrument.Meter.Scope is null || ReferenceEquals(instrument.Meter.Scope, meters);
            if (ours && Shown.Contains(instrument.Meter.Name))
                listener.EnableMeasurementEvents(instrument, _metrics.GetOrAdd(PrometheusMetric.NameOf(instrument), _ => new PrometheusMetric(instrument)));
        };
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, metric) => ((PrometheusMetric)metric!).Add(value, tags));
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, metric) => ((PrometheusMetric)metric!).Add(value, tags));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, metric) => ((PrometheusMetric)metric!).Add(value, tags));
        _listener.Start();
    }

    public string Write()
    {
        _listener.RecordObservableInstruments();
        var text = new StringBuilder();
        foreach ((string name, PrometheusMetric metric) in _metrics.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            metric.Write(name, text);
        return text.ToString();
    }

    public void Dispose() => _listener.Dispose();
}
