using System.Reflection;

namespace EmotionKit.Cli.Tests;

/// <summary>The program that the README names first.</summary>
public sealed class QuickStartTests(SyntheticSpeech speech) : IClassFixture<SyntheticSpeech>, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_trains_on_a_corpus_and_leaves_a_model_that_scores()
    {
        Assert.Equal(0, Run("--data", speech.Corpus, "--corpus", "ravdess", "--out", _folder["m.ekm"]));
        (await CliRun.Of("predict", _folder["m.ekm"], Directory.GetFiles(speech.Corpus)[0])).Expect(ExitCode.Success);
    }

    [Fact]
    public void It_trains_on_folders_which_do_not_say_who_speaks()
    {
        foreach (string clip in Directory.GetFiles(speech.Corpus))
        {
            string emotion = Path.GetFileName(clip).Split('-')[2];
            Directory.CreateDirectory(_folder["c", emotion]);
            File.Copy(clip, _folder["c", emotion, Path.GetFileName(clip)]);
        }
        Assert.Equal(0, Run("--data", _folder["c"], "--corpus", "folders", "--out", _folder["m.ekm"]));
        Assert.True(File.Exists(_folder["m.ekm"]));
    }

    [Theory]
    [InlineData(2, "--help")]
    [InlineData(2, "--data")]
    [InlineData(2, "--corpus", "ravdess")]
    [InlineData(2, "--data", "x", "--corpus", "no-such-corpus")]
    [InlineData(1, "--data", "no-such-folder")]
    [InlineData(1, "--data", "no-such-folder", "--corpus", "ravdess")]
    public void What_it_cannot_do_is_an_exit_code_not_a_crash(int exitCode, params string[] args) => Assert.Equal(exitCode, Run(args));

    [Fact]
    public void A_recording_that_cannot_be_read_is_an_exit_code_not_a_crash()
    {
        foreach (string clip in Directory.GetFiles(speech.Corpus))
        {
            Directory.CreateDirectory(_folder["c"]);
            File.WriteAllText(_folder["c", Path.GetFileName(clip)], Path.GetFileName(clip));
        }
        Assert.Equal(1, Run("--data", _folder["c"], "--corpus", "ravdess", "--out", _folder["m.ekm"]));
        Assert.False(File.Exists(_folder["m.ekm"]));
    }

    // Throws what the program lets through.
    private static int Run(params string[] args)
    {
        MethodInfo main = Assembly.Load("QuickStart").EntryPoint!;
        return (int)main.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [args], null)!;
    }
}
