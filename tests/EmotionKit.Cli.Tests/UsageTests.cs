namespace EmotionKit.Cli.Tests;

public sealed class UsageTests
{
    [Fact]
    public async Task Help_lists_every_verb()
    {
        CliRun run = (await CliRun.Of("--help")).Expect(ExitCode.Success);
        foreach (string verb in (string[])["corpus", "train", "evaluate", "predict", "features", "inspect"])
            Assert.Matches($@"(?m)^\s+{verb}\b", run.Out);
    }

    [Theory]
    [InlineData]
    [InlineData("no-such-verb")]
    [InlineData("features")]
    [InlineData("features", "a.wav", "--out", "a.npy")]
    [InlineData("features", "a.wav", "--kind", "mfcc", "--out", "a.npy", "--no-such-option")]
    [InlineData("features", "a.wav", "--out", "a.npy", "--kind", "mel2")]
    [InlineData("features", "a.wav", "--kind", "mfcc", "--out", "a.npy", "--sample-rate", "0")]
    [InlineData("features", "a.wav", "--kind", "mfcc", "--out", "a.npy", "--sample-rate", "fast")]
    [InlineData("features", "a.wav", "--kind", "mfcc", "--out", "a.npy", "--threads", "0")]
    [InlineData("features", "a.wav", "--kind", "mfcc", "--out", "a.npy", "--options", "{")]
    [InlineData("features", "a.wav", "--kind", "mfcc", "--out", "a.npy", "--options", "[1]")]
    [InlineData("features", "a.wav", "--kind", "mfcc", "--out", "a.npy", "--options", """{"nFTT":512}""")]
    [InlineData("features", "a.wav", "--kind", "mfcc", "--out", "a.npy", "--options", """{"nFft":-1}""")]
    [InlineData("features", "a.wav", "--kind", "mfcc", "--out", "a.npy", "--options", """{"nFft":"big"}""")]
    [InlineData("features", "a.wav", "--kind", "mfcc", "--out", "a.npy", "--options", """{"window":"round"}""")]
    [InlineData("features", "a.wav", "--kind", "mfcc", "--out", "a.npy", "--options", """{"preset":"matlab"}""")]
    [InlineData("features", "a.wav", "--out", "a.npy", "--kind", "delta", "--options", """{"width":2}""")]
    [InlineData("features", "a.wav", "--kind", "descriptors", "--out", "a.npy", "--options", """{"which":["rms","loudness"]}""")]
    public async Task Wrong_usage_is_exit_code_2_and_said_on_standard_error_without_a_stack_trace(params string[] args)
    {
        CliRun run = (await CliRun.Of(args)).Expect(ExitCode.WrongUsage);
        Assert.Contains("error: ", run.Error);
        Assert.DoesNotContain("   at ", run.Error);
        Assert.Empty(run.Out);
    }

    [Fact]
    public async Task A_name_that_no_option_has_is_answered_with_those_there_are()
    {
        CliRun run = (await CliRun.Of("features", "a.wav", "--kind", "mel", "--out", "a.npy", "--options", """{"nFTT":512}""")).Expect(ExitCode.WrongUsage);
        Assert.Contains("'nFTT'", run.Error);
        Assert.Contains("nFft", run.Error);
        Assert.Contains("nMels", run.Error);
    }

    [Fact]
    public async Task Verbose_shows_the_stack_trace()
    {
        CliRun run = (await CliRun.Of("inspect", "none.ekm", "--verbose")).Expect(ExitCode.Failed);
        Assert.Contains("none.ekm", run.Error);
        Assert.Contains("   at ", run.Error);
    }
}
