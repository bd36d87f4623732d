namespace EmotionKit.Cli.Tests.Readme;

[Collection(PageFolderCollection.Name)]
public sealed class ReadmeTests(PageFolder folder)
{
    [Fact]
    public async Task The_pipeline_in_the_README_runs_and_its_model_scores()
    {
        var runner = new PageRunner(folder);
        runner.Run(Assert.Single(Documentation.Blocks("README.md", Documentation.CSharp)));
        CliRun run = (await CliRun.Of("predict", (string)runner.Value("file"), folder["clip.wav"])).Expect(ExitCode.Success);
        Assert.StartsWith(folder["clip.wav"], run.Out);
    }
}
