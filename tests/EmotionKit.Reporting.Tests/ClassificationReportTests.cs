using System.Text.Json;
using EmotionKit.Evaluation;

namespace EmotionKit.Reporting.Tests;

public class ClassificationReportTests
{
    [Fact]
    public void Json_has_the_published_names_and_the_numbers_of_the_metrics()
    {
        ClassificationReport report = Report() with { Seconds = 12.5, SkippedRows = 1, Info = new Dictionary<string, string> { ["corpus"] = "synthetic" } };
        using JsonDocument json = JsonDocument.Parse(report.ToJson());
        JsonElement root = json.RootElement;
        Assert.Equal(5, root.GetProperty("rows").GetInt32());
        Assert.Equal(1, root.GetProperty("skippedRows").GetInt32());
        Assert.Equal(12.5, root.GetProperty("seconds").GetDouble());
        Assert.Equal(0.6, root.GetProperty("accuracy").GetDouble(), 12);
        Assert.Equal((2.0 / 3 + 0.5) / 2, root.GetProperty("uar").GetDouble(), 12);
        Assert.Equal((2.0 / 3 + 0.5) / 2, root.GetProperty("macroF1").GetDouble(), 12);
        Assert.Equal(["angry", "calm"], root.GetProperty("classes").EnumerateArray().Select(e => e.GetString()));
        JsonElement angry = root.GetProperty("perClass")[0];
        Assert.Equal("angry", angry.GetProperty("label").GetString());
        Assert.Equal(2.0 / 3, angry.GetProperty("precision").GetDouble(), 12);
        Assert.Equal(2.0 / 3, angry.GetProperty("recall").GetDouble(), 12);
        Assert.Equal(2.0 / 3, angry.GetProperty("f1").GetDouble(), 12);
        Assert.Equal(3, angry.GetProperty("support").GetInt32());
        Assert.Equal("[[2,1],[1,1]]", string.Concat(root.GetProperty("confusion").GetRawText().Where(c => !char.IsWhiteSpace(c))));
        Assert.Equal("synthetic", root.GetProperty("info").GetProperty("corpus").GetString());
    }

    [Fact]
    public void What_is_not_defined_is_null_not_a_number()
    {
        ClassificationMetrics metrics = ClassificationMetrics.Compute([0, 0], [0, 0], 2, [1, 0, 1, 0]);
        using JsonDocument json = JsonDocument.Parse(ClassificationReport.Create(["a", "b"], metrics).ToJson());
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("kappa").ValueKind);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("rocAuc").ValueKind);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("seconds").ValueKind);
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("perClass")[0].GetProperty("rocAuc").ValueKind);
        Assert.False(json.RootElement.TryGetProperty("folds", out _));
    }

    [Fact]
    public void A_report_reads_back_as_it_was_written()
    {
        ClassificationReport report = Report() with { Folds = [new FoldReport(0, 5, 0.6, 0.5, 0.4)] };
        Assert.Equal(report.ToJson(), ClassificationReport.FromJson(report.ToJson()).ToJson());
        Assert.Throws<ArgumentException>(() => ClassificationReport.FromJson("{}"));
        Assert.Throws<ArgumentException>(() => ClassificationReport.FromJson("[1,"));
        Assert.Throws<ArgumentException>(() => ClassificationReport.FromJson("null"));
    }

    [Fact]
    public void Saving_replaces_the_file_as_a_whole()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("emotionkit-").FullName, "report.json");
        File.WriteAllText(path, new string('x', 100_000));
        Report().Save(path);
        Assert.Equal(Report().ToJson() + "\n", File.ReadAllText(path));
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public void Names_must_be_as_many_as_classes()
    {
        ClassificationMetrics metrics = ClassificationMetrics.Compute([0, 1], [0, 1], 2);
        ArgumentException error = Assert.Throws<ArgumentException>(() => ClassificationReport.Create(["a"], metrics));
        Assert.Contains("expected 2 names, got 1", error.Message, StringComparison.Ordinal);
    }

    private static ClassificationReport Report()
    {
        // Of three angry rows two are found, of two calm ones one.
        double[] scores = [0.9, 0.1, 0.8, 0.2, 0.3, 0.7, 0.4, 0.6, 0.6, 0.4];
        return ClassificationReport.Create(["angry", "calm"], ClassificationMetrics.Compute([0, 0, 0, 1, 1], [0, 0, 1, 1, 0], 2, scores));
    }
}
