using System.Diagnostics;

namespace EmotionKit.Cli.Tests;

/// <summary>What a terminal sees, by script(1) of util-linux, which gives the process one.</summary>
public sealed class PseudoTerminalTests(SyntheticSpeech speech) : IClassFixture<SyntheticSpeech>, IDisposable
{
    private const string Red = "\e[31m", Colour = "\e[38;", HideCursor = "\e[?25l", ShowCursor = "\e[?25h";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_terminal_has_colours_and_a_bar_that_is_gone_at_the_end()
    {
        string seen = await SeenAsync("FORCE=0");
        Assert.Contains(Red, seen);
        Assert.Contains(Colour, seen);
        Assert.Contains(HideCursor, seen);
        Assert.True(seen.LastIndexOf(ShowCursor, StringComparison.Ordinal) > seen.LastIndexOf(HideCursor, StringComparison.Ordinal));
        Assert.Contains("features ", seen);
    }

    [Fact]
    public async Task NO_COLOR_leaves_the_bar_and_takes_the_colours()
    {
        string seen = await SeenAsync("NO_COLOR=1");
        Assert.DoesNotContain(Red, seen);
        Assert.DoesNotContain(Colour, seen);
        Assert.Contains(HideCursor, seen);
    }

    [Fact]
    public async Task A_terminal_that_understands_nothing_is_sent_text_only()
    {
        string seen = await SeenAsync("TERM=dumb");
        Assert.DoesNotContain('\e', seen);
        Assert.Contains("error: 'no-such.ekm' does not exist.", seen);
    }

    private async Task<string> SeenAsync(string variable)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/script"), "needs script of util-linux");
        string cli = $"dotnet '{CliProcess.Assembly}'";
        string command = $"stty cols 100; {cli} features '{speech.Corpus}' --kind mfcc --out '{_folder["out"]}'; {cli} inspect no-such.ekm";
        var start = new ProcessStartInfo("env", ["-u", "NO_COLOR", "-u", "COLUMNS", "TERM=xterm-256color", variable, "script", "-qec", command, "/dev/null"])
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        string seen = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return seen;
    }
}
