using System.Diagnostics;

namespace EmotionKit.Cli.Tests.Readme;

/// <summary>What a run of the machine's Python answered. Tests that need it are skipped where it is not there.</summary>
internal sealed record PythonRun(int ExitCode, string Out, string Error)
{
    private const string Python = "/usr/bin/python3";

    public static PythonRun Of(string code, params string[] arguments) => In(Directory.GetCurrentDirectory(), code, arguments);

    /// <summary>Runs code in a folder; modules are also found there.</summary>
    public static PythonRun In(string folder, string code, params string[] arguments)
    {
        if (!File.Exists(Python))
            Assert.Skip("needs python3");
        var start = new ProcessStartInfo(Python, ["-c", code, .. arguments]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new PythonRun(process.ExitCode, output, error.Result);
    }

    /// <summary>Fails the test, showing what was written, where the exit code is another one.</summary>
    public PythonRun Expect(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"exit code {ExitCode}, expected {exitCode}\n{Out}\n{Error}");
        return this;
    }
}
