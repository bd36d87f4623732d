using System.Globalization;
using EmotionKit.Cli.Output;
using Spectre.Console;

namespace EmotionKit.Cli.Tests;

public sealed class TerminalTests
{
    private const string Long = "a description that is far too long for any narrow terminal";

    [Theory]
    [InlineData(40)]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(120)]
    [InlineData(200)]
    public void A_table_is_never_wider_than_the_terminal_and_loses_nothing(int width)
    {
        (string text, string[] numbers) = Written(width);
        Assert.All(text.Split('\n'), line => Assert.InRange(line.TrimEnd('\r').Length, 0, width));
        foreach (string number in numbers)
            Assert.Matches($@"(?<!\d){number}(?!\d)", text);
        // Texts may wrap within their column; each word is there.
        foreach (string word in Long.Split(' '))
            Assert.Contains(word, text);
    }

    [Fact]
    public void Columns_that_find_no_room_come_below_beside_the_first_column_again()
    {
        string text = Written(40).Text;
        Assert.True(text.Split("row 0").Length - 1 > 1);
        Assert.Equal(1, Written(200).Text.Split("row 0").Length - 1);
    }

    [Fact]
    public void Work_that_takes_long_says_now_and_then_how_far_it_is_where_no_bar_can_be_drawn()
    {
        var clock = new ManualClock();
        var error = new StringWriter();
        var terminal = Terminal.ForWriters(TextWriter.Null, error, clock: clock);
        terminal.Track("features", 100, step =>
        {
            for (int i = 0; i < 100; i++)
            {
                clock.Advance(TimeSpan.FromSeconds(1));
                step();
            }
            return true;
        });
        string[] lines = error.ToString().ReplaceLineEndings("\n").TrimEnd().Split('\n');
        Assert.Equal(9, lines.Length);
        Assert.Equal("features: 10 %, about 1 min 30 s left", lines[0]);
        Assert.Equal("features: 90 %, about 10 s left", lines[^1]);
    }

    [Fact]
    public void Work_that_is_soon_done_and_quiet_work_say_nothing()
    {
        var clock = new ManualClock();
        var error = new StringWriter();
        var terminal = Terminal.ForWriters(TextWriter.Null, error, clock: clock);
        Run(terminal, TimeSpan.FromSeconds(0.09));
        terminal.Verbosity = Verbosity.Quiet;
        Run(terminal, TimeSpan.FromHours(1));
        terminal.Note("a remark");
        terminal.Warn("a warning");
        Assert.Empty(error.ToString());
        terminal.Fail("an error");
        Assert.Equal("error: an error", error.ToString().TrimEnd());

        void Run(Terminal terminal, TimeSpan each) => terminal.Track("features", 100, step =>
        {
            for (int i = 0; i < 100; i++)
            {
                clock.Advance(each);
                step();
            }
            return true;
        });
    }

    [Theory]
    [InlineData(0.2, "1 s")]
    [InlineData(59.5, "1 min 00 s")]
    [InlineData(185, "3 min 05 s")]
    [InlineData(7800, "2 h 10 min")]
    public void Times_are_said_as_a_person_says_them(double seconds, string expected) =>
        Assert.Equal(expected, RemainingTime.Text(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void Folds_that_end_early_count_whole()
    {
        int steps = 0;
        var folds = new PartProgress(10, () => steps++);
        for (int i = 0; i < 4; i++)
            folds.Step();
        folds.End();
        Assert.Equal(10, steps);
        folds.Reach(0.55);
        Assert.Equal(15, steps);
        for (int i = 0; i < 20; i++)
            folds.Step();
        Assert.Equal(20, steps);
    }

    private static (string Text, string[] Numbers) Written(int width)
    {
        var output = new StringWriter();
        Table table = new Table().Border(TableBorder.Simple).AddColumn("name").AddColumn("what it is");
        for (int c = 0; c < 9; c++)
            table.AddColumn(new TableColumn($"number {c}").RightAligned());
        string[] numbers = [.. Enumerable.Range(0, 27).Select(i => (10_000 + 7919 * i).ToString(CultureInfo.InvariantCulture))];
        for (int row = 0; row < 3; row++)
            table.AddRow([new Text($"row {row}"), new Text(Long), .. numbers.Skip(9 * row).Take(9).Select(number => new Text(number))]);
        Terminal.ForWriters(output, TextWriter.Null, width).Table(table);
        return (output.ToString(), numbers);
    }

    private sealed class ManualClock : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Advance(TimeSpan time) => _now += time.Ticks;
    }
}
