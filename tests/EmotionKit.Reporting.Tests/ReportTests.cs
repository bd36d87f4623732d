using System.Text.Json;
using System.Text.Json.Nodes;
using EmotionKit.Evaluation;
using EmotionKit.Neural;
using EmotionKit.TestSupport;
using Microsoft.ML;

namespace EmotionKit.Reporting.Tests;

public sealed class ReportTests : IDisposable
{
    private const string Validator = "EmotionKit.Reporting.Tests/Scripts/validate.mjs";

    private readonly string _folder = Directory.CreateTempSubdirectory("emotionkit-").FullName;
    private readonly MLContext _ml = new(seed: 1);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Every_chart_is_valid_by_the_schema_of_Vega_Lite()
    {
        ReportChart[] charts = [.. AllReports().SelectMany(r => r.Sections).SelectMany(s => s.Parts).OfType<ReportChart>()];
        Assert.True(charts.Length >= 10);
        string errors = Node.Run(
            Validator, new JsonArray([.. charts.Select(c => c.ToVegaLite())]).ToJsonString(),
            Path.Combine(Node.Root, "node_modules", "vega-lite", "build", "vega-lite-schema.json"));
        Assert.Equal(
            charts.Select(c => $"{c.Title}: "),
            charts.Zip(JsonSerializer.Deserialize<string[][]>(errors)!, (chart, found) => $"{chart.Title}: {string.Join("; ", found.Take(3))}"));
    }

    [Fact]
    public void Every_field_of_a_chart_is_a_column_of_its_table()
    {
        foreach (ReportChart chart in AllReports().SelectMany(r => r.Sections).SelectMany(s => s.Parts).OfType<ReportChart>())
        {
            foreach (JsonNode encoding in Encodings(chart.Spec))
            {
                foreach ((string _, JsonNode? channel) in encoding.AsObject())
                {
                    if (channel?["field"]?.GetValue<string>() is { } field)
                        Assert.Contains(field, chart.Data.Columns.Select(c => c.Key));
                }
            }
        }
    }

    [Fact]
    public void The_json_is_valid_by_the_published_schema_and_a_broken_one_is_not()
    {
        string[] documents = [.. AllReports().Select(r => r.ToJson())];
        string schema = Path.Combine(_folder, "schema.json");
        File.WriteAllText(schema, Report.JsonSchema);
        string errors = Node.Run(Validator, $"[{string.Join(',', documents)},{{\"kind\":\"classification\"}}]", schema);
        string[][] found = JsonSerializer.Deserialize<string[][]>(errors)!;
        Assert.All(found[..^1], Assert.Empty);
        Assert.NotEmpty(found[^1]);
    }

    [Fact]
    public void The_figures_are_those_of_the_outcome()
    {
        Report report = _ml.Reports().Classification(Samples.Speech(_ml, 200));
        KeyFigure[] figures = [.. report.Sections[0].Parts.OfType<KeyFigures>().Single().Figures];
        var outcome = ClassificationOutcome.Read(Samples.Speech(_ml, 200));
        Assert.Equal(outcome.Metrics.Accuracy, figures[0].Value);
        Assert.Equal(outcome.Metrics.Uar, figures[1].Value);
        Assert.InRange(figures[1].Value!.Value, figures[1].Low!.Value, figures[1].High!.Value);
        ReportTable perClass = report.Sections[1].Parts.OfType<ReportTable>().First();
        Assert.Equal(["angry", "calm", "happy", "sad"], perClass.Rows.Select(r => r[0]));
        Assert.Equal(200, perClass.Rows.Sum(r => (int)r[4]!));
    }

    [Fact]
    public void Groups_cover_all_rows()
    {
        Report report = _ml.Reports().Classification(Samples.Speech(_ml, 200));
        ReportTable[] tables = [.. report.Sections.Single(s => s.Title == "Groups").Parts.OfType<ReportChart>().Select(c => c.Data)];
        Assert.Equal(["Results per Speaker", "Results per Gender"], tables.Select(t => t.Title));
        Assert.All(tables, t => Assert.Equal(200, t.Rows.Sum(r => (int)r[1]!)));
    }

    [Fact]
    public void Folds_of_one_speaker_each_are_joined_before_groups_are_looked_at()
    {
        IDataView rows = Samples.Speech(_ml, 120);
        FoldOutcome[] folds = [.. Enumerable.Range(0, 6).Select(k =>
        {
            IDataView one = Samples.Speech(_ml, 120, speaker: k);
            return new FoldOutcome(k, new Microsoft.ML.Data.TransformerChain<ITransformer>(), one, ClassificationOutcome.Read(one));
        })];
        Report report = _ml.Reports().Classification(new CrossValidationOutcome(folds, ClassificationOutcome.Join([.. folds.Select(f => f.Outcome)])));
        ReportTable[] tables = [.. report.Sections.Single(s => s.Title == "Groups").Parts.OfType<ReportChart>().Select(c => c.Data)];
        Assert.Equal([6, 2], tables.Select(t => t.Rows.Count));
        Assert.Equal(ClassificationOutcome.Read(rows).Metrics.Accuracy, report.Sections[0].Parts.OfType<KeyFigures>().Single().Figures[0].Value);
    }

    [Fact]
    public void Examples_are_recordings_that_were_wrongly_classified_as_playable_wav()
    {
        Report report = _ml.Reports().Classification(Samples.Speech(_ml, 80, _folder), new ClassificationReportOptions { Examples = 4 });
        ReportMedia media = report.Sections.SelectMany(s => s.Parts).OfType<ReportMedia>().Single();
        Assert.Equal(4, media.Items.Count);
        Assert.All(media.Items, item =>
        {
            byte[] wav = Convert.FromBase64String(item.Audio!["data:audio/wav;base64,".Length..]);
            Assert.Equal(4000, Audio.AudioLoader.Load(new MemoryStream(wav)).Samples.Length);
            Assert.Matches("true (angry|calm|happy|sad), predicted", item.Note);
        });
    }

    [Fact]
    public void Recordings_that_are_gone_are_left_out_without_an_error() =>
        Assert.Empty(_ml.Reports().Classification(Samples.Speech(_ml, 80)).Sections.SelectMany(s => s.Parts).OfType<ReportMedia>());

    [Fact]
    public void Markdown_has_every_figure_and_escapes_what_names_may_hold()
    {
        Report report = new("own", "A | b", [new ReportSection("<script>", [new ReportTable("t", [new("a", "a|b")], [["x|y"], [1.5]])])]);
        string text = report.ToMarkdown();
        Assert.Contains("# A \\| b", text, StringComparison.Ordinal);
        Assert.Contains("| x\\|y |", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\n<script>", text, StringComparison.Ordinal);
        Assert.Contains("UAR", _ml.Reports().Classification(Samples.Speech(_ml, 40)).ToMarkdown(), StringComparison.Ordinal);
    }

    [Fact]
    public void Html_cannot_be_broken_by_what_a_table_holds()
    {
        const string Attack = "</script><img src=x onerror=alert(1)>";
        var table = new ReportTable(Attack, [new("a", Attack), new("b", "b")], [[Attack, 1.0]]);
        string html = new Report("own", Attack, [new ReportSection(Attack, [new ReportChart(Attack, Attack, table, ChartSpec.Bars(table.Columns[0], table.Columns[1], 1))])]).ToHtml();
        Assert.DoesNotContain("<img src=x", html, StringComparison.Ordinal);
        Assert.DoesNotContain("</script><img", html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_same_rows_give_the_same_page() =>
        Assert.Equal(_ml.Reports().Classification(Samples.Speech(_ml, 60)).ToHtml(), _ml.Reports().Classification(Samples.Speech(_ml, 60)).ToHtml());

    [Fact]
    public void Saving_asks_for_a_known_extension()
    {
        Report report = _ml.Reports().Classification(Samples.Speech(_ml, 40));
        ArgumentException error = Assert.Throws<ArgumentException>(() => report.Save(Path.Combine(_folder, "report.pdf")));
        Assert.Contains(".html, .json or .md", error.Message, StringComparison.Ordinal);
        foreach (string extension in new[] { "html", "json", "md" })
        {
            report.Save(Path.Combine(_folder, "report." + extension));
            Assert.NotEqual(0, new FileInfo(Path.Combine(_folder, "report." + extension)).Length);
        }
    }

    [Fact]
    public void Models_of_other_rows_are_not_compared()
    {
        IDataView rows = Samples.Speech(_ml, 60);
        Assert.Throws<ArgumentException>(() => _ml.Reports().Compare([("a", rows)]));
        ArgumentException error = Assert.Throws<ArgumentException>(() => _ml.Reports().Compare([("a", rows), ("b", Samples.Speech(_ml, 64))]));
        Assert.Contains("not scored on the same rows", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_training_report_has_every_epoch_and_every_parameter()
    {
        Network network = Trained();
        Report report = _ml.Reports().Training(network);
        ReportTable epochs = report.Sections[0].Parts.OfType<ReportTable>().Single();
        Assert.Equal(network.History.Epochs.Select(e => e.Loss), epochs.Rows.Select(r => (double)r[1]!));
        ReportTable layers = report.Sections[1].Parts.OfType<ReportTable>().Single();
        // Dense 4 to 8 and 8 to 2, each with a bias.
        Assert.Equal([40L, 0L, 18L, 0L], layers.Rows.Select(r => (long)r[4]!));
        Assert.Contains("5 epochs", report.Summary, StringComparison.Ordinal);
        Assert.Equal(network.History.EpochSeconds.Sum(), report.Sections[0].Parts.OfType<KeyFigures>().Single().Figures.Single(f => f.Name == "Time").Value);
    }

    [Fact]
    public void Reports_are_joined_section_after_section()
    {
        Report first = _ml.Reports().Classification(Samples.Speech(_ml, 40), new ClassificationReportOptions { Info = new Dictionary<string, string> { ["Data"] = "one" } });
        Report second = _ml.Reports().Training(Trained()) with { Info = new Dictionary<string, string> { ["Data"] = "two", ["Seed"] = "1" } };
        Report joined = first.Append(second);
        Assert.Equal([.. first.Sections.Select(s => s.Title), "Training", "Network"], joined.Sections.Select(s => s.Title));
        Assert.Equal(("one", "1"), (joined.Info["Data"], joined.Info["Seed"]));
    }

    internal static Network Trained()
    {
        var random = new Random(2);
        float[] rows = [.. Enumerable.Range(0, 64 * 4).Select(_ => (float)random.NextDouble())];
        int[] labels = [.. Enumerable.Range(0, 64).Select(i => rows[4 * i] > 0.5f ? 1 : 0)];
        NetworkDefinition definition = new NetworkBuilder(4).Input.Dense(8).Relu().Dense(2).Softmax().Build();
        var examples = NetworkExamples.FromMatrix(new Shape(4), rows, labels);
        return new NetworkTrainer(definition, new NetworkTrainingOptions { Epochs = 5, BatchSize = 16 }).Train(examples, 2);
    }

    private Report[] AllReports() =>
    [
        _ml.Reports().Training(Trained()),
        _ml.Reports().Classification(Samples.Speech(_ml, 120, _folder)),
        _ml.Reports().Classification(Samples.Loans(_ml, 120)),
        _ml.Reports().Compare([("first", Samples.Speech(_ml, 120)), ("second", Samples.Speech(_ml, 120))]),
        _ml.Reports().Dataset(DataSamples.Clips(_ml, Directory.CreateDirectory(Path.Combine(_folder, "clips")).FullName)),
        _ml.Reports().Dataset(DataSamples.Loans(_ml, 300)),
        _ml.Reports().Dataset(DataSamples.Images(_ml, 30)),
    ];

    private static IEnumerable<JsonNode> Encodings(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject record when record.ContainsKey("data"):
                break;
            case JsonObject record:
                foreach ((string name, JsonNode? value) in record)
                {
                    if (name == "encoding")
                        yield return value!;
                    foreach (JsonNode inner in Encodings(value))
                        yield return inner;
                }
                break;
            case JsonArray array:
                foreach (JsonNode inner in array.SelectMany(Encodings))
                    yield return inner;
                break;
        }
    }
}
