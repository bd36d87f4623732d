using System.Text.Json;
using EmotionKit.Neural;

namespace EmotionKit.Cli.Tests.Readme;

/// <summary>
/// The code of the documentation is right: C# compiles against what is built here, and what follows <c>&lt;!-- run --&gt;</c> or <c>&lt;!-- run: long --&gt;</c> runs. A block that
/// needs more than <see cref="BlockCompiler"/> declares names it in the comment <c>&lt;!-- given: TYPE NAME, TYPE NAME --&gt;</c> before it.
/// </summary>
[Collection(PageFolderCollection.Name)]
public sealed class DocumentationTests(PageFolder folder)
{
    private static readonly string[] Languages = ["", Documentation.CSharp, "json", "python", "csv"];

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public static TheoryData<string> PagesWith(string language) => [.. Documentation.Pages.Where(page => Documentation.Blocks(page, language).Length > 0)];

    public static TheoryData<string> PagesThatRun(BlockRun run) => [.. Documentation.Pages.Where(page => Documentation.Blocks(page).Any(block => block.Run == run))];

    [Theory]
    [MemberData(nameof(PagesWith), Documentation.CSharp)]
    public void Every_block_of_a_page_compiles(string page)
    {
        var compiler = new BlockCompiler();
        string[] errors = [.. Documentation.Blocks(page, Documentation.CSharp).SelectMany(compiler.Errors)];
        Assert.True(errors.Length == 0, $"{page}\n{string.Join('\n', errors)}");
    }

    [Theory]
    [MemberData(nameof(PagesThatRun), BlockRun.Always)]
    public void Blocks_marked_as_such_run(string page) => Run(page, BlockRun.Always);

    [Theory]
    [MemberData(nameof(PagesThatRun), BlockRun.Long)]
    [Trait("Category", "Long")]
    public void Blocks_that_take_longer_run(string page) => Run(page, BlockRun.Long);

    [Theory]
    [MemberData(nameof(PagesWith), "json")]
    public void Json_is_json_and_a_network_is_one(string page)
    {
        foreach (CodeBlock block in Documentation.Blocks(page, "json"))
        {
            using var document = JsonDocument.Parse(block.Code, Lenient);
            if (document.RootElement.TryGetProperty("layers", out _))
                _ = NetworkDefinition.FromJson(block.Code);
        }
    }

    [Theory]
    [MemberData(nameof(PagesWith), "python")]
    public void Python_can_be_parsed(string page)
    {
        foreach (CodeBlock block in Documentation.Blocks(page, "python"))
            PythonRun.Of("import ast, sys; ast.parse(sys.argv[1])", block.Code).Expect(0);
    }

    [Fact]
    public void Every_block_is_of_a_language_that_is_looked_at_here()
    {
        foreach (string page in Documentation.Pages)
            Assert.All(Documentation.Blocks(page), block => Assert.True(Languages.Contains(block.Language), $"{page}, line {block.Line}: {block.Language}"));
    }

    [Fact]
    public void Code_that_does_not_compile_is_reported_with_its_line()
    {
        var compiler = new BlockCompiler();
        Assert.Empty(compiler.Errors(Block("public sealed class Row { public int Number { get; set; } }", 1)));
        Assert.Empty(compiler.Errors(Block("var row = new Row { Number = rows.Length };", 5) with { Given = "int[] rows" }));
        Assert.Empty(compiler.Errors(Block("Console.WriteLine(row.Number + rows.Length);", 8)));
        Assert.StartsWith("line 11: ", Assert.Single(compiler.Errors(Block("var ml = new MLContext();\nml.Transforms.NoSuchThing();", 10))));
    }

    [Fact]
    public void A_block_that_runs_finds_what_the_one_before_it_left_and_its_files_in_the_folder()
    {
        var runner = new PageRunner(folder);
        runner.Run(Block("var (a, b) = (1, 2); int sum = a + b; if (sum > 2) { int hidden = 4; sum += hidden; }", 1));
        runner.Run(Block("sum *= 2; File.WriteAllText(\"sum.json\", $\"{sum} and not.json\");", 2));
        Assert.Equal(14, runner.Value("sum"));
        Assert.Equal("14 and not.json", File.ReadAllText(folder["sum.json"]));
        Assert.Contains("line 9 throws: no", Assert.Throws<InvalidOperationException>(() => runner.Run(Block("throw new IOException(\"no\");", 9))).Message, StringComparison.Ordinal);
    }

    private static CodeBlock Block(string code, int line) => new(Documentation.CSharp, code, "", BlockRun.Always, line);

    /// <summary>Long runs need what the quick blocks before them leave.</summary>
    private void Run(string page, BlockRun upTo)
    {
        var runner = new PageRunner(folder);
        foreach (CodeBlock block in Documentation.Blocks(page, Documentation.CSharp).Where(block => block.Run != BlockRun.Never && block.Run <= upTo))
            runner.Run(block);
    }
}
