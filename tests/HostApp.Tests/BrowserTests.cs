using System.Text.Json;
using EmotionKit.Signal;
using EmotionKit.TestSupport;

namespace HostApp.Tests;

/// <summary>The page in a real browser, with a microphone that plays a file.</summary>
[Trait("Category", "Long")]
public sealed class BrowserTests(HostProcess host, ITestOutputHelper output) : IClassFixture<HostProcess>, IDisposable
{
    private static readonly string? Kept = Environment.GetEnvironmentVariable("EMOTIONKIT_SCREENSHOTS") is { Length: > 0 } set ? set : null;

    private readonly string _folder = Kept is null ? Directory.CreateTempSubdirectory("emotionkit-").FullName : Directory.CreateDirectory(Kept).FullName;

    public void Dispose()
    {
        if (Kept is null)
            Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_person_can_record_choose_drop_and_draw_in_both_themes_and_widths()
    {
        foreach (JsonElement view in Run("page.mjs").EnumerateArray())
        {
            output.WriteLine(view.GetRawText());
            Assert.Empty(Texts(view, "errors"));
            Assert.Empty(Texts(view, "foreign"));
            Assert.Equal(view.GetProperty("colorScheme").GetString(), view.GetProperty("theme").GetString());
            Assert.True(view.GetProperty("toggled").GetBoolean());
            Assert.True(view.GetProperty("overflow").GetInt32() <= 0, "the page is wider than its window");
            foreach (string way in (string[])["recorded", "chosen", "dropped"])
            {
                JsonElement answer = view.GetProperty(way);
                Assert.NotEqual("", answer.GetProperty("label").GetString());
                Assert.Equal(7, answer.GetProperty("values").GetArrayLength());
                Assert.InRange(answer.GetProperty("values").EnumerateArray().Sum(value => value.GetDouble()), 99.5, 100.5);
                Assert.All(answer.GetProperty("values").EnumerateArray().Zip(answer.GetProperty("lengths").EnumerateArray()), bar => Assert.Equal(bar.First.GetDouble(), bar.Second.GetDouble(), 1.0));
                Assert.True(answer.GetProperty("wave").GetInt32() > 500, "the waveform is empty");
            }
            Assert.InRange(view.GetProperty("recorded").GetProperty("seconds").GetDouble(), 1.5, 10);
            Assert.Contains("hello", view.GetProperty("refused").GetString(), StringComparison.Ordinal);
            Assert.Contains("silence", view.GetProperty("silent").GetString(), StringComparison.Ordinal);
            Assert.Equal("7", view.GetProperty("digit").GetString());
            Assert.Equal("", view.GetProperty("cleared").GetString());
            Assert.Equal("4", view.GetProperty("picture").GetString());
            Assert.Equal("1", view.GetProperty("touched").GetString());
            Assert.Equal(10, view.GetProperty("digitValues").GetArrayLength());
            Assert.True(view.GetProperty("seenInk").GetInt32() > 30, "what the network looks at is not shown");
            Assert.Empty(Texts(view, "unnamed"));
        }
    }

    [Fact]
    public void Digits_drawn_by_hand_are_recognised()
    {
        JsonElement[] drawn = [.. Run("digits.mjs").EnumerateArray()];
        output.WriteLine(string.Join(", ", drawn.Select(d => $"{d.GetProperty("digit")}: {d.GetProperty("label")} {d.GetProperty("facts")}")));
        Assert.Equal(20, drawn.Length);
        Assert.All(drawn, d => Assert.Equal(d.GetProperty("digit").GetString(), d.GetProperty("label").GetString()));
    }

    private JsonElement Run(string script)
    {
        string chromium = Chromium() ?? "";
        Assert.SkipWhen(chromium.Length == 0, "needs Chromium: apt-get install chromium, or set CHROMIUM to its path");
        string clip = Path.Combine(_folder, "voice.wav");
        File.WriteAllBytes(clip, Clips.Voice(SyntheticEmotion.Happy));
        File.WriteAllBytes(Path.Combine(_folder, "silence.wav"), Clips.Tone(1, level: 0));
        return JsonDocument.Parse(Node.Run($"HostApp.Tests/Scripts/{script}", null, chromium, host.Client.BaseAddress!.AbsoluteUri, _folder)).RootElement;
    }

    private static IEnumerable<string?> Texts(JsonElement view, string name) => view.GetProperty(name).EnumerateArray().Select(text => text.GetString());

    private static string? Chromium()
    {
        if (Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } set)
            return set;
        string[] names = ["chromium", "chromium-browser", "google-chrome"];
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }
}
