using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace HostApp;

/// <summary>One instrument, with a series for each set of tags.</summary>
internal sealed class PrometheusMetric(Instrument instrument)
{
    private static readonly double[] DefaultBounds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, Series> _series = new(StringComparer.Ordinal);
    private readonly string _kind = KindOf(instrument);
    private readonly bool _isHistogram = KindOf(instrument) == "histogram";
    private readonly double[] _bounds = (instrument as Histogram<double>)?.Advice?.HistogramBucketBoundaries?.ToArray() ?? DefaultBounds;

    /// <summary>The name that Prometheus gets: dots become underscores, the unit and, of counters, "total" are at the end.</summary>
    public static string NameOf(Instrument instrument)
    {
        string name = Safe(instrument.Name);
        string unit = instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
        if (!name.EndsWith(unit, StringComparison.Ordinal))
            name += unit;
        return KindOf(instrument) == "counter" ? name + "_total" : name;
    }

    public void Add(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string labels = Labels(tags);
        lock (_gate)
        {
            if (!_series.TryGetValue(labels, out Series? series))
                _series.Add(labels, series = new Series(_isHistogram ? _bounds.Length : 0));
            // What is observed is the value itself; everything else is a change.
            series.Sum = instrument.IsObservable ? value : series.Sum + value;
            series.Count++;
            for (int i = series.Buckets.Length - 1; i >= 0 && value <= _bounds[i]; i--)
                series.Buckets[i]++;
        }
    }

    public void Write(string name, StringBuilder text)
    {
        lock (_gate)
        {
            if (_series.Count == 0)
                return;
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {Escape(instrument.Description ?? instrument.Name)}\n# TYPE {name} {_kind}\n");
            foreach ((string labels, Series series) in _series)
            {
                if (_isHistogram)
                    WriteHistogram(name, labels, series, text);
                else
                    text.Append(CultureInfo.InvariantCulture, $"{name}{(labels.Length == 0 ? "" : $"{{{labels}}}")} {series.Sum}\n");
            }
        }
    }

    private void WriteHistogram(string name, string labels, Series series, StringBuilder text)
    {
        string before = labels.Length == 0 ? "" : labels + ",", all = labels.Length == 0 ? "" : $"{{{labels}}}";
        for (int i = 0; i < _bounds.Length; i++)
            text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{{before}le=\"{_bounds[i]}\"}} {series.Buckets[i]}\n");
        text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{{before}le=\"+Inf\"}} {series.Count}\n{name}_sum{all} {series.Sum}\n{name}_count{all} {series.Count}\n");
    }

    private static string KindOf(Instrument instrument)
    {
        string type = instrument.GetType().Name;
        if (type.StartsWith("Histogram", StringComparison.Ordinal))
            return "histogram";
        return type.StartsWith("Counter", StringComparison.Ordinal) || type.StartsWith("ObservableCounter", StringComparison.Ordinal) ? "counter" : "gauge";
    }

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
            return "";
        var text = new StringBuilder();
        foreach ((string key, object? value) in tags)
            text.Append(text.Length == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $"{Safe(key)}=\"{Escape(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "").Replace("\"", "\\\"", StringComparison.Ordinal)}\"");
        return text.ToString();
    }

    private static string Safe(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));

    private static string Escape(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    /// <summary>What one set of tags has summed up.</summary>
    private sealed class Series(int buckets)
    {
        public long[] Buckets { get; } = new long[buckets];

        public long Count { get; set; }

        public double Sum { get; set; }
    }
}
