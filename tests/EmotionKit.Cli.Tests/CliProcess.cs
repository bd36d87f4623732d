using System.Diagnostics;

namespace EmotionKit.Cli.Tests;

/// <summary>A run of the command line in a process of its own.</summary>
internal sealed class CliProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly Task<string> _out;
    private readonly Task<string> _error;
    private readonly TaskCompletionSource _said = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private CliProcess(Process process, string? awaited)
    {
        _process = process;
        _out = ReadAsync(process.StandardOutput, awaited);
        _error = ReadAsync(process.StandardError, awaited);
    }

    public static string Assembly => typeof(CommandLine).Assembly.Location;

    /// <summary>A run with variables set in its environment.</summary>
    public static async Task<CliRun> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] args)
    {
        using var process = new CliProcess(Start(args, environment), null);
        return await process.EndAsync();
    }

    /// <summary>Sends a signal as soon as the process has written a line that contains a text.</summary>
    public static async Task<CliRun> SignalledAsync(string signal, string whenSaid, params string[] args)
    {
        using var process = new CliProcess(Start(args), whenSaid);
        await Task.WhenAny(process._said.Task, process._process.WaitForExitAsync(TestContext.Current.CancellationToken));
        using (var kill = Process.Start("kill", [$"-{signal}", process._process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        return await process.EndAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private static Process Start(string[] args, IReadOnlyDictionary<string, string>? environment = null)
    {
        string[] command = ["dotnet", Assembly, .. args];
        // A shell's background jobs, and what they start, ignore SIGINT.
        if (OperatingSystem.IsLinux())
            command = ["env", "--default-signal=INT,TERM", .. command];
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private async Task<CliRun> EndAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        return new CliRun(_process.ExitCode, await _out, await _error);
    }

    private async Task<string> ReadAsync(StreamReader reader, string? awaited)
    {
        var text = new System.Text.StringBuilder();
        while (await reader.ReadLineAsync() is { } line)
        {
            text.Append(line).Append('\n');
            if (awaited is not null && line.Contains(awaited, StringComparison.Ordinal))
                _said.TrySetResult();
        }
        return text.ToString();
    }
}
