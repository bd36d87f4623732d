using EmotionKit.ApiReference;

namespace EmotionKit.Cli.Tests.Readme;

/// <summary>docs/api is what the comments in the source say.</summary>
public sealed class ApiReferenceTests
{
    private readonly Reference _reference = new();

    [Fact]
    public void Every_public_member_has_a_comment() => Assert.Empty(_reference.Undocumented);

    [Fact]
    public void The_pages_are_those_of_the_source()
    {
        string folder = Path.Combine(Documentation.Root, Reference.Folder);
        string[] stale = [.. _reference.Pages.Where(page => !File.Exists(Path.Combine(folder, page.Key))
            || File.ReadAllText(Path.Combine(folder, page.Key)).ReplaceLineEndings("\n") != page.Value).Select(page => page.Key)];
        string[] left = [.. Directory.GetFiles(folder).Select(path => Path.GetFileName(path)).Where(name => !_reference.Pages.ContainsKey(name))];
        Assert.True(stale.Length + left.Length == 0,
            $"{Reference.Folder} is stale: {string.Join(", ", stale.Concat(left))}. Run: dotnet run -c Release --project eng/ApiReference");
    }

    [Fact]
    public void A_type_is_shown_with_its_declaration_its_members_and_what_they_throw()
    {
        string page = _reference.Pages["EmotionKit.Tabular.md"];
        Assert.Contains("## `Smote`\n\n```csharp\npublic sealed record Smote : RowResampler\n```", page, StringComparison.Ordinal);
        Assert.Contains("| `int Neighbors { get; init; }` |", page, StringComparison.Ordinal);
        string catalog = _reference.Pages["Microsoft.ML.md"];
        Assert.Contains("DataSplit SplitBySpeaker(this DataOperationsCatalog catalog, IDataView data, double testFraction = 0.2, int seed = 0, SplitOptions? options = null)", catalog, StringComparison.Ordinal);
        Assert.Contains("- `testFraction`: The share of each class' rows to test on", catalog, StringComparison.Ordinal);
        Assert.Contains("- throws `ArgumentOutOfRangeException`: `testFraction` is out of range.", catalog, StringComparison.Ordinal);
    }
}
