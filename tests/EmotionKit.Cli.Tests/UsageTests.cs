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
    [InlineData("features", "a.wav", "--out", "a.npy", "--kind", "99")]
    [InlineData("features", "a.wav", "--out", "a.npy", "--kind")]
    [InlineData("features", "a.wav", "--kind", "mfcc", "--out", "a.npy", "--sample-rate")]
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
    [InlineData("--info: expected NAME=VALUE, got 'licence'.", "train", "speech", "--data", "a", "--info", "licence")]
    [InlineData("--report: expected a file that ends in .html, .md or .json, got 'report.pdf'.", "train", "speech", "--data", "a", "--report", "report.pdf")]
    public async Task Wrong_usage_is_exit_code_2_and_said_on_standard_error_without_a_stack_trace(params string[] args)
    {
        CliRun run = (await CliRun.Of(args)).Expect(ExitCode.WrongUsage);
        Assert.Contains("error: ", run.Error);
        Assert.DoesNotContain("   at ", run.Error);
        Assert.Empty(run.Out);
    }

    // One line for the error, one that says where the help is.
    [Theory]
    [InlineData("emotionkit: expected a command, one of: corpus, train, evaluate, predict, features, inspect, export, profile, doctor, completion.")]
    [InlineData("emotionkit: 'trian' is no command of it; expected one of: corpus, train, evaluate, predict, features, inspect, export, profile, doctor, completion; did you mean 'train'?", "trian", "--data", "x")]
    [InlineData("emotionkit train: expected a command, one of: speech, digits, credit.", "train")]
    [InlineData("emotionkit train: 'speach' is no command of it; expected one of: speech, digits, credit; did you mean 'speech'?", "train", "speach", "--data", "x")]
    [InlineData("emotionkit corpus: 'b' is one argument too many.", "corpus", "a", "b")]
    [InlineData("there is no option '--corpsu'; did you mean '--corpus'?", "corpus", "a", "--corpsu", "tess")]
    [InlineData("there is no option '--verbos'; did you mean '--verbose'?", "corpus", "a", "--verbos")]
    [InlineData("there is no option '--verbos'; did you mean '--verbose'?", "--verbos")]
    [InlineData("there is no option '--outt'; did you mean '--out'?", "features", "a.wav", "--kind", "mfcc", "--outt", "q.npy")]
    [InlineData("--kind: expected one of waveform, spectrogram, mel, mfcc, delta, descriptors, got 'mfc'; did you mean 'mfcc'?", "features", "a.wav", "--out", "a.npy", "--kind", "mfc")]
    [InlineData("--threads: expected a whole number, at least 1, got 'two'.", "corpus", "a", "--threads", "two")]
    [InlineData("--folds: expected a whole number, at least 0, got '-1'.", "train", "speech", "--data", "a", "--folds", "-1")]
    [InlineData("--seed: expected a whole number from -2147483648 to 2147483647, got '99999999999'.", "train", "speech", "--data", "a", "--seed", "99999999999")]
    [InlineData("--split: expected one of speaker, random, got 'group'.", "train", "speech", "--data", "a", "--split", "group")]
    [InlineData("--trainer: expected one of logistic, lstm, cnn-lstm, hybrid, or the .json file of a network, got 'perceptron'.", "train", "speech", "--data", "a", "--trainer", "perceptron")]
    public async Task Wrong_usage_is_answered_in_one_line_that_says_what_would_be_right(string expected, params string[] args)
    {
        CliRun run = (await CliRun.Of(args)).Expect(ExitCode.WrongUsage);
        string[] lines = run.Error.TrimEnd().ReplaceLineEndings("\n").Split('\n');
        Assert.Equal($"error: {expected}", lines[0]);
        Assert.StartsWith("Try 'emotionkit ", Assert.Single(lines.Skip(1)));
    }

    [Fact]
    public async Task The_help_that_is_named_is_that_of_the_whole_command() =>
        Assert.Contains("Try 'emotionkit train speech --help'.", (await CliRun.Of("train", "speech")).Expect(ExitCode.WrongUsage).Error);

    [Fact]
    public async Task A_name_that_no_option_has_is_answered_with_those_there_are()
    {
        CliRun run = (await CliRun.Of("features", "a.wav", "--kind", "mel", "--out", "a.npy", "--options", """{"nFTT":512}""")).Expect(ExitCode.WrongUsage);
        Assert.Contains("mel has no option 'nFTT'; did you mean 'nFft'? It takes ", run.Error);
        Assert.Contains("nMels", run.Error);
    }

    [Theory]
    [InlineData("""{"nFft":0}""", "--options: nFft: expected 1 to 1048576, got 0.")]
    [InlineData("""{"nMfcc":500}""", "--options: nMfcc: expected at most nMels (128), got 500.")]
    public async Task Options_out_of_their_range_are_named_as_they_are_given(string options, string expected)
    {
        CliRun run = (await CliRun.Of("features", "a.wav", "--kind", "mfcc", "--out", "a.npy", "--options", options)).Expect(ExitCode.WrongUsage);
        Assert.StartsWith($"error: {expected}", run.Error);
    }

    [Theory]
    [InlineData("features", "a.wav", "--kind", "mfcc", "--out", "-")]
    [InlineData("train", "speech", "--data", ".", "--out", "-")]
    public async Task Standard_output_takes_no_file_but_json(params string[] args)
    {
        CliRun run = (await CliRun.Of(args)).Expect(ExitCode.WrongUsage);
        Assert.StartsWith("error: --out: ", run.Error);
        Assert.False(Path.Exists("-"));
    }

    [Fact]
    public async Task What_a_file_holds_commands_no_terminal()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["t.csv"], "\e[31mPfad\a,Label\n");
        CliRun run = (await CliRun.Of("corpus", folder.Path, "--corpus", folder["t.csv"])).Expect(ExitCode.Failed);
        Assert.Contains("Pfad", run.Error);
        Assert.DoesNotContain(run.Error.TrimEnd(), char.IsControl);
    }

    // The file that would be destroyed is named before anything is done.
    [Theory]
    [InlineData("--onnx: '*' is also read", "export", "*", "--onnx", "*")]
    [InlineData("--json: '*' is also read", "inspect", "*", "--json", "*")]
    [InlineData("--json: '*' is also read", "profile", "*", "--json", "*")]
    [InlineData("--out: '*' is also read", "train", "credit", "--data", "*", "--label", "a", "--out", "*")]
    [InlineData("--out and --json: both name '*'", "train", "digits", "--out", "*", "--json", "*")]
    public async Task What_is_read_is_not_written_over(string expected, params string[] args)
    {
        using var folder = new TempFolder();
        string file = folder["file.csv"];
        File.WriteAllText(file, "a,b\n1,2\n");
        CliRun run = (await CliRun.Of([.. args.Select(arg => arg.Replace("*", file, StringComparison.Ordinal))])).Expect(ExitCode.WrongUsage);
        Assert.StartsWith($"error: {expected.Replace("*", file, StringComparison.Ordinal)}", run.Error);
        Assert.Equal("a,b\n1,2\n", File.ReadAllText(file));
    }

    [Theory]
    [InlineData("--json")]
    [InlineData("--json", "-")]
    [InlineData("--json=-")]
    public async Task Json_alone_goes_to_standard_output_and_nothing_else_does(params string[] json)
    {
        using var folder = new TempFolder();
        string table = folder["t.csv"];
        File.WriteAllText(table, "a,b\n1,2\n3,4\n");
        CliRun run = (await CliRun.Of(["profile", table, .. json])).Expect(ExitCode.Success);
        Assert.Equal(2, System.Text.Json.JsonDocument.Parse(run.Out).RootElement.GetProperty("profile").GetProperty("rows").GetInt32());
        Assert.Contains("2 rows", run.Error);
        CliRun quiet = (await CliRun.Of(["profile", table, .. json, "--quiet"])).Expect(ExitCode.Success);
        Assert.Equal(run.Out, quiet.Out);
        Assert.Empty(quiet.Error);
    }

    [Fact]
    public async Task Quiet_and_verbose_contradict() =>
        Assert.StartsWith("error: --quiet and --verbose", (await CliRun.Of("inspect", "a", "-q", "-v")).Expect(ExitCode.WrongUsage).Error);

    [Fact]
    public async Task Verbose_shows_the_stack_trace()
    {
        CliRun run = (await CliRun.Of("inspect", "none.ekm", "--verbose")).Expect(ExitCode.Failed);
        Assert.Contains("none.ekm", run.Error);
        Assert.Contains("   at ", run.Error);
    }
}
