using System.Text.Json;

namespace EmotionKit.Cli.Tests;

public sealed class ProfileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Shows_columns_balance_and_what_gives_the_label_away()
    {
        CliRun run = (await CliRun.Of("profile", Write(), "--label", "bad")).Expect(ExitCode.Success);
        Assert.Contains("120 rows, 5 columns, 0 duplicate rows", run.Out);
        Assert.Contains("bad: 0 75.0% (90), 1 25.0% (30)", run.Out);
        Assert.Matches(@"income\s+10.0%", run.Out);
        Assert.Matches(@"home\s+0\s+3\s+", run.Out);
        Assert.Contains("paid back tells the label alone", run.Error);
        Assert.DoesNotContain("income tells", run.Error);
    }

    [Fact]
    public async Task Writes_everything_as_json()
    {
        CliRun run = (await CliRun.Of("profile", Write(), "--label", "bad", "--ignore", "id", "--json", "-")).Expect(ExitCode.Success);
        JsonElement profile = JsonDocument.Parse(run.Out).RootElement.GetProperty("profile");
        Assert.Equal(120, profile.GetProperty("rows").GetInt32());
        Assert.Equal(["bad", "income", "home", "paid back"], profile.GetProperty("columns").EnumerateArray().Select(column => column.GetProperty("name").GetString()));
        Assert.Equal(3, profile.GetProperty("pearson").GetProperty("values").GetArrayLength());
        Assert.Equal("givesLabelAway", profile.GetProperty("remarks")[0].GetProperty("kind").GetString());
    }

    [Fact]
    public async Task Rows_that_cannot_be_read_are_said_and_left_out()
    {
        string path = Write();
        File.AppendAllText(path, "1,2\n");
        CliRun run = (await CliRun.Of("profile", path)).Expect(ExitCode.Success);
        Assert.Contains("120 rows", run.Out);
        Assert.Contains("line 122: expected 5 fields, got 2; left out", run.Error);
    }

    [Theory]
    [InlineData("--label", "badd", "did you mean 'bad'?")]
    [InlineData("--ignore", "hom", "did you mean 'home'?")]
    [InlineData("--separator", "comma", "--separator")]
    public async Task Wrong_options_are_one_line(string option, string value, string expected)
    {
        CliRun run = await CliRun.Of("profile", Write(), option, value);
        Assert.NotEqual(ExitCode.Success, run.ExitCode);
        Assert.Contains(expected, run.Error);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    private string Write()
    {
        string path = _folder["table.csv"];
        IEnumerable<string> rows = Enumerable.Range(0, 120).Select(i =>
            $"{i},{(i % 4 == 0 ? 1 : 0)},{(i % 10 == 3 ? "NA" : $"{i * 37 % 101}")},{(i % 3) switch { 0 => "rent", 1 => "own", _ => "other" }},{(i % 4 == 0 ? i % 5 : 100 + i)}");
        File.WriteAllLines(path, ["id,bad,income,home,paid back", .. rows]);
        return path;
    }
}
