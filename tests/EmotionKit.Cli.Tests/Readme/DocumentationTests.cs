namespace EmotionKit.Cli.Tests.Readme;

/// <summary>The C# of the documentation compiles against what is built here. A block that needs more than <see cref="BlockCompiler"/> declares
/// names it in the comment <c>&lt;!-- given: TYPE NAME, TYPE NAME --&gt;</c> before it.</summary>
public sealed class DocumentationTests
{
    public static TheoryData<string> PagesWithCode() => [.. Documentation.Pages.Where(page => Documentation.Blocks(page).Length > 0)];

    [Theory]
    [MemberData(nameof(PagesWithCode))]
    public void Every_block_of_a_page_compiles(string page)
    {
        var compiler = new BlockCompiler();
        string[] errors = [.. Documentation.Blocks(page).SelectMany(compiler.Errors)];
        Assert.True(errors.Length == 0, $"{page}\n{string.Join('\n', errors)}");
    }

    [Fact]
    public void Code_that_does_not_compile_is_reported_with_its_line()
    {
        var compiler = new BlockCompiler();
        Assert.Empty(compiler.Errors(new CodeBlock("public sealed class Row { public int Number { get; set; } }", "", 1)));
        Assert.Empty(compiler.Errors(new CodeBlock("var row = new Row { Number = rows.Length };", "int[] rows", 5)));
        Assert.Empty(compiler.Errors(new CodeBlock("Console.WriteLine(row.Number + rows.Length);", "", 8)));
        Assert.StartsWith("line 11: ", Assert.Single(compiler.Errors(new CodeBlock("var ml = new MLContext();\nml.Transforms.NoSuchThing();", "", 10))));
    }
}
