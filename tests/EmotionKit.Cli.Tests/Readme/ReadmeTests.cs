using System.Text.RegularExpressions;

namespace EmotionKit.Cli.Tests.Readme;

public sealed class ReadmeTests(SyntheticSpeech speech) : IClassFixture<SyntheticSpeech>, IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_pipeline_in_the_README_is_the_one_that_is_compiled_here()
    {
        string code = File.ReadAllText(Path.Combine(Documentation.Root, "tests", "EmotionKit.Cli.Tests", "Readme", "ReadmePipeline.cs")).ReplaceLineEndings("\n");
        string shown = Assert.Single(Documentation.Blocks("README.md")).Code;
        string compiled = Regex.Match(code, "// README begins\n(.*?) *// README ends", RegexOptions.Singleline).Groups[1].Value;
        string usings = Regex.Match(code, "^(using [^\n]*\n)+").Value;
        Assert.Equal($"{usings}\n{Regex.Replace(compiled, "(?m)^ {8}", "")}", shown);
    }

    [Fact]
    public async Task The_pipeline_in_the_README_runs_and_its_model_scores()
    {
        ReadmePipeline.Run(speech.Corpus, _folder["emotion.ekm"]);
        string clip = Directory.GetFiles(speech.Corpus)[0];
        CliRun run = (await CliRun.Of("predict", _folder["emotion.ekm"], clip)).Expect(ExitCode.Success);
        Assert.StartsWith(clip, run.Out);
    }

    [Fact]
    public void Every_relative_link_of_the_documentation_leads_somewhere()
    {
        string root = Documentation.Root;
        string[] pages = [Path.Combine(root, "README.md"), .. Directory.GetFiles(Path.Combine(root, "docs"), "*.md", SearchOption.AllDirectories)];
        foreach (string page in pages)
        {
            foreach (Match link in Regex.Matches(File.ReadAllText(page), @"\]\((?!https?:|#)([^)#]+)"))
            {
                string target = Path.Combine(Path.GetDirectoryName(page)!, link.Groups[1].Value);
                Assert.True(Path.Exists(target), $"{Path.GetRelativePath(root, page)}: {link.Groups[1].Value}");
            }
        }
    }
}
