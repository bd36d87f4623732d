using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Samples.Tests;

/// <summary>What a sample, run as a process, wrote and answered.</summary>
internal sealed record SampleRun(int ExitCode, string Out, string Error)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>The folder of the repository.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Runs the program that the solution built, in a folder.</summary>
    public static Task<SampleRun> Of(string sample, string folder, params string[] args) => OfProcess("dotnet", folder, [Program(sample), .. args]);

    public static async Task<SampleRun> OfProcess(string program, string folder, params string[] args)
    {
        var start = new ProcessStartInfo(program, args)
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
            throw new TimeoutException($"{program} {string.Join(' ', args)} ran longer than {Limit}.");
        }
    }

    /// <summary>This run, where its exit code is 0 and it had nothing to complain of.</summary>
    public SampleRun Succeeded()
    {
        Exited(0);
        Assert.Empty(Error);
        return this;
    }

    public void Exited(int exitCode) => Assert.True(ExitCode == exitCode, $"exit code {ExitCode}\n{Out}\n{Error}");

    /// <summary>Fails unless the run ended with this exit code and one line on standard error.</summary>
    public void Failed(int exitCode, string said)
    {
        Exited(exitCode);
        string line = Assert.Single(Error.TrimEnd().Split('\n'));
        Assert.StartsWith("error: ", line, StringComparison.Ordinal);
        Assert.Contains(said, line, StringComparison.Ordinal);
    }

    /// <summary>The number that the output has after some words.</summary>
    /// <param name="words">A regular expression.</param>
    public double Figure(string words)
    {
        Match match = Regex.Match(Out, $"{words} ([0-9]+([.][0-9]+)?)");
        Assert.True(match.Success, $"expected '{words}' and a number in\n{Out}");
        return double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
    }

    // The samples lie beside these tests: artifacts/VARIANT/bin/SAMPLE/CONFIGURATION.
    private static string Program(string sample)
    {
        string own = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
        string path = Path.GetFullPath(Path.Combine(own, "..", "..", sample, Path.GetFileName(own), $"{sample}.dll"));
        Assert.True(File.Exists(path), $"'{path}' is not built");
        return path;
    }

    private static string FindRoot()
    {
        DirectoryInfo folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "EmotionKit.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        return folder.FullName;
    }
}
