using System.Diagnostics;
using System.Text.RegularExpressions;

namespace HostApp.Tests;

/// <summary>The service as it runs for others: a process of its own, whose memory is its own.</summary>
public sealed partial class HostProcess : IAsyncLifetime
{
    private readonly Process _process;
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public HostProcess()
    {
        string program = Path.Combine(AppContext.BaseDirectory, "HostApp.dll");
        _process = new Process { StartInfo = new ProcessStartInfo("dotnet", [program, "--Urls", "http://127.0.0.1:0"]) { RedirectStandardOutput = true } };
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is not null && Listening().Match(line.Data) is { Success: true } match)
                _listening.TrySetResult(new Uri(match.Groups[1].Value));
        };
    }

    /// <summary>Without a proxy, any number of connections.</summary>
    public HttpClient Client { get; } = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromMinutes(2) };

    public async ValueTask InitializeAsync()
    {
        _process.Start();
        _process.BeginOutputReadLine();
        Client.BaseAddress = await _listening.Task.WaitAsync(TimeSpan.FromMinutes(1));
    }

    /// <summary>The value of a metric that has no labels, or the sum of its series.</summary>
    public async Task<double> MetricAsync(string name)
    {
        string text = await Client.GetStringAsync("/metrics");
        return text.Split('\n').Where(line => line.StartsWith(name + " ", StringComparison.Ordinal) || line.StartsWith(name + "{", StringComparison.Ordinal))
            .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], System.Globalization.CultureInfo.InvariantCulture));
    }

    public ValueTask DisposeAsync()
    {
        Client.Dispose();
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        return ValueTask.CompletedTask;
    }

    [GeneratedRegex(@"Now listening on: (http\S+)")]
    private static partial Regex Listening();
}
