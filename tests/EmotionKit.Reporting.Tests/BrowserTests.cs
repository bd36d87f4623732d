using System.Text.Json;
using EmotionKit.Credit;
using EmotionKit.TestSupport;
using EmotionKit.Trainers.Neural;
using Microsoft.ML;

namespace EmotionKit.Reporting.Tests;

/// <summary>Reports in a real browser.</summary>
[Trait("Category", "Long")]
public sealed class BrowserTests : IDisposable
{
    private readonly string _folder = Environment.GetEnvironmentVariable("EMOTIONKIT_SCREENSHOTS") is { Length: > 0 } kept
        ? Directory.CreateDirectory(kept).FullName
        : Directory.CreateTempSubdirectory("emotionkit-").FullName;

    private readonly MLContext _ml = new(seed: 1);

    public void Dispose()
    {
        if (Environment.GetEnvironmentVariable("EMOTIONKIT_SCREENSHOTS") is not { Length: > 0 })
            Directory.Delete(_folder, recursive: true);
    }

    public static TheoryData<string> Kinds { get; } = new("classification", "credit", "training", "folds", "recordings", "table", "images");

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_chart_is_drawn_in_both_themes_and_widths_without_an_error_or_a_request(string kind)
    {
        Report report = Make(kind);
        foreach (JsonElement view in Look(report, kind))
        {
            Assert.Empty(view.GetProperty("errors").EnumerateArray().Select(e => e.GetString()));
            Assert.Empty(view.GetProperty("requests").EnumerateArray().Select(e => e.GetString()));
            Assert.Equal(view.GetProperty("colorScheme").GetString(), view.GetProperty("theme").GetString());
            Assert.True(view.GetProperty("toggled").GetBoolean());
            Assert.True(view.GetProperty("overflow").GetInt32() <= 0, "the page is wider than its window");
            JsonElement[] charts = [.. view.GetProperty("charts").EnumerateArray()];
            Assert.Equal(report.Sections.Sum(s => s.Parts.OfType<ReportChart>().Count()), charts.Length);
            Assert.All(charts, c => Assert.True(c.GetProperty("marks").GetInt32() > 0, $"'{c.GetProperty("title")}' is empty"));
            Assert.All(charts, c => Assert.True(c.GetProperty("tableRows").GetInt32() > 0, $"'{c.GetProperty("title")}' has no table"));
            Assert.All(charts, c => Assert.True(c.GetProperty("clipped").GetInt32() == 0, $"'{c.GetProperty("title")}' is wider than its place"));
            Assert.NotEqual("", view.GetProperty("tooltip").GetString());
            MediaItem[] media = [.. report.Sections.SelectMany(s => s.Parts).OfType<ReportMedia>().SelectMany(m => m.Items)];
            Assert.Equal(media.Count(m => m.Audio is not null), view.GetProperty("audio").GetInt32());
            Assert.Equal(media.Sum(m => m.Images.Count), view.GetProperty("images").GetInt32());
            Assert.Empty(view.GetProperty("unnamed").EnumerateArray().Select(e => e.GetString()));
            Assert.Equal("Skip to the content", view.GetProperty("firstFocus").GetString());
        }
    }

    [Fact]
    public void A_report_of_10_000_rows_opens_within_two_seconds_and_stays_below_6_MB()
    {
        Report report = _ml.Reports().Classification(Samples.Speech(_ml, 10_000));
        string page = Path.Combine(_folder, "large.html");
        report.Save(page);
        Assert.InRange(new FileInfo(page).Length, 1, 6_000_000);
        // All charts drawn; the fastest of four views.
        Assert.InRange(Look(report, "large").Min(v => v.GetProperty("milliseconds").GetInt32()), 1, 2000);
    }

    private Report Make(string kind)
    {
        string clips = Directory.CreateTempSubdirectory("emotionkit-").FullName;
        try
        {
            return kind switch
            {
                "classification" => _ml.Reports().Classification(Samples.Speech(_ml, 120, clips)),
                "credit" => Credit(),
                "training" => _ml.Reports().Training(ReportTests.Trained()),
                "folds" => _ml.Reports().Training([("fold 1", Network(1)), ("fold 2", Network(2))]),
                "recordings" => _ml.Reports().Dataset(DataSamples.Clips(_ml, clips)),
                "table" => _ml.Reports().Dataset(DataSamples.Loans(_ml, 400)),
                _ => _ml.Reports().Dataset(DataSamples.Images(_ml, 60)),
            };
        }
        finally
        {
            Directory.Delete(clips, recursive: true);
        }
    }

    private Report Credit()
    {
        IDataView loans = DataSamples.Loans(_ml, 400);
        ITransformer model = new CreditScoringPipeline(_ml, new CreditScoringOptions { Trainer = CreditTrainer.Logistic, IgnoreColumns = ["Grade", "DebtInCents"] }).Fit(loans);
        var options = new ClassificationReportOptions { FairnessColumnNames = ["Home", "Debt"] };
        return _ml.Reports().Classification(model.Transform(loans), options, CreditExplainer.Create(model, loans.Schema));
    }

    private ITransformer Network(int seed)
    {
        IDataView images = DataSamples.Images(_ml, 60);
        var options = new DigitCnnOptions { Training = new DigitCnnOptions().Training with { Epochs = 3, Seed = seed, ValidationFraction = 0.3 } };
        return _ml.Transforms.NormalizeImages("Features", "Image").Append(_ml.Transforms.EncodeLabel("Label")).Append(_ml.MulticlassClassification.Trainers.DigitCnn(options)).Fit(images);
    }

    private JsonElement[] Look(Report report, string name)
    {
        string chromium = Chromium() ?? "";
        Assert.SkipWhen(chromium.Length == 0, "needs Chromium: apt-get install chromium, or set CHROMIUM to its path");
        string page = Path.Combine(_folder, $"{name}.html");
        report.Save(page);
        return [.. JsonDocument.Parse(Node.Run("EmotionKit.Reporting.Tests/Scripts/look.mjs", null, chromium, page, _folder)).RootElement.EnumerateArray()];
    }

    private static string? Chromium()
    {
        if (Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } set)
            return set;
        string[] names = ["chromium", "chromium-browser", "google-chrome"];
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }
}
