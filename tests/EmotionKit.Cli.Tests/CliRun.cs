using EmotionKit.Cli.Output;

namespace EmotionKit.Cli.Tests;

/// <summary>What one run of the command line, in this process, answered.</summary>
internal sealed record CliRun(int ExitCode, string Out, string Error)
{
    public static Task<CliRun> Of(params string[] args) => Of(CancellationToken.None, args);

    public static Task<CliRun> Of(CancellationToken stop, params string[] args) => Of(stop, new StringWriter(), args);

    /// <summary>A run that is stopped as soon as it says something on standard error.</summary>
    public static Task<CliRun> StoppedAt(string said, params string[] args)
    {
        var stop = new CancellationTokenSource();
        return Of(stop.Token, new StoppingWriter(said, stop), args);
    }

    private static async Task<CliRun> Of(CancellationToken stop, StringWriter error, string[] args)
    {
        var output = new StringWriter();
        int exitCode = await CommandLine.RunAsync(args, Terminal.ForWriters(output, error), stop);
        return new CliRun(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>Fails the test, showing what was written, where the exit code is another one.</summary>
    public CliRun Expect(int exitCode)
    {
        Assert.True(ExitCode == exitCode, $"exit code {ExitCode}, expected {exitCode}\n--- out\n{Out}\n--- error\n{Error}");
        return this;
    }

    private sealed class StoppingWriter(string said, CancellationTokenSource stop) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (value?.Contains(said, StringComparison.Ordinal) == true)
                stop.Cancel();
        }
    }
}
