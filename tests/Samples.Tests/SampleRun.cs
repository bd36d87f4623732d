using System.Diagnostics;

namespace Samples.Tests;

/// <summary>What a sample, run as a process, wrote and answered.</summary>
internal sealed record SampleRun(int ExitCode, string Out, string Error)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>Runs the program that the solution built, in a folder.</summary>
    public static async Task<SampleRun> Of(string sample, string folder, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Program(sample), .. args])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(limit.Token), error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new SampleRun(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{sample} {string.Join(' ', args)} ran longer than {Limit}.");
        }
    }

    /// <summary>This run, where its exit code is 0.</summary>
    public SampleRun Succeeded()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}\n{Out}\n{Error}");
        Assert.Empty(Error);
        return this;
    }

    /// <summary>Fails unless the run ended with this exit code and one line on standard error.</summary>
    public void Failed(int exitCode, string said)
    {
        Assert.True(ExitCode == exitCode, $"exit code {ExitCode}\n{Out}\n{Error}");
        string line = Assert.Single(Error.TrimEnd().Split('\n'));
        Assert.StartsWith("error: ", line, StringComparison.Ordinal);
        Assert.Contains(said, line, StringComparison.Ordinal);
    }

    // The samples lie beside these tests: artifacts/VARIANT/bin/SAMPLE/CONFIGURATION.
    private static string Program(string sample)
    {
        string own = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        string path = Path.GetFullPath(Path.Combine(own, "..", "..", sample, Path.GetFileName(own), $"{sample}.dll"));
        Assert.True(File.Exists(path), $"'{path}' is not built");
        return path;
    }
}
