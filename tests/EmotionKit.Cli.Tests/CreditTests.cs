using System.Globalization;
using System.Text.Json;
using EmotionKit.Onnx;
using EmotionKit.Tabular;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Cli.Tests;

public sealed class CreditTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("stacking", "none")]
    [InlineData("boosting", "none")]
    [InlineData("logistic", "smote")]
    public async Task A_table_becomes_a_model_that_scores_and_explains(string trainer, string resample)
    {
        string table = Table(300, "1", "0");
        string model = _folder["m.ekm"], json = _folder["m.json"], scores = _folder["s.csv"];
        CliRun trained = (await CliRun.Of(
            "train", "credit", "--data", table, "--label", "bad", "--trainer", trainer, "--resample", resample, "--folds", "2", "--out", model, "--json", json)).Expect(0);
        Assert.Contains("'customer id'", trained.Error, StringComparison.Ordinal);
        using JsonDocument report = JsonDocument.Parse(await File.ReadAllTextAsync(json, TestContext.Current.CancellationToken));
        Assert.InRange(report.RootElement.GetProperty("auc").GetDouble(), 0.75, 1);
        foreach (string name in (string[])["prAuc", "brier", "ks", "seconds"])
            Assert.InRange(report.RootElement.GetProperty(name).GetDouble(), 0, 1000);
        Assert.Equal(2, report.RootElement.GetProperty("folds").GetArrayLength());

        (await CliRun.Of("evaluate", model, "--data", table, "--label", "bad", "--json", json)).Expect(0);
        (await CliRun.Of("predict", model, table, "--out", scores, "--explain")).Expect(0);
        string[] lines = await File.ReadAllLinesAsync(scores, TestContext.Current.CancellationToken);
        Assert.Equal("row,probability,score,predicted,reason1,reason2,reason3,reason4", lines[0]);
        Assert.Equal(301, lines.Length);
        Assert.Contains(lines, line => line.Contains("late is", StringComparison.Ordinal) && line.Contains("raises the risk", StringComparison.Ordinal));
        Assert.All(lines.Skip(1), line => Assert.InRange(double.Parse(line.Split(',')[1], CultureInfo.InvariantCulture), 0, 1));
    }

    [Fact]
    public async Task A_model_is_exported_from_its_columns_on()
    {
        string model = _folder["m.ekm"], graph = _folder["m.onnx"], scores = _folder["s.csv"];
        (await CliRun.Of("train", "credit", "--data", Table(200, "1", "0"), "--label", "bad", "--trainer", "logistic", "--folds", "1", "--out", model)).Expect(0);
        (await CliRun.Of("export", model, "--onnx", graph)).Expect(0);
        string unseen = _folder["unseen.csv"];
        await File.WriteAllTextAsync(unseen, "income;late;job;member\n1000;1;cook;true\n;2;astronaut;false\n2500.5;;;true\n", TestContext.Current.CancellationToken);
        (await CliRun.Of("predict", model, unseen, "--out", scores)).Expect(0);
        double[] expected = [.. (await File.ReadAllLinesAsync(scores, TestContext.Current.CancellationToken)).Skip(1).Select(line => double.Parse(line.Split(',')[1], CultureInfo.InvariantCulture))];

        var ml = new MLContext(seed: 1);
        IDataView table = ml.Data.LoadCsv(unseen, new LoadCsvOptions { ColumnTypes = new Dictionary<string, CsvColumnType> { ["job"] = CsvColumnType.Text } });
        IDataView scored = ml.Transforms.ScoreOnnx(new OnnxScoringOptions { ModelPath = graph, Provider = OnnxProvider.Cpu }).Fit(table).Transform(table);
        float[][] actual = [.. scored.GetColumn<float[]>("Probability")];
        Assert.Equal(3, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second.Single(), 1e-5));
    }

    [Fact]
    public async Task Labels_may_be_texts_and_the_rarer_is_taken_for_bad_where_neither_says_so()
    {
        string table = Table(200, "written off", "repaid");
        CliRun run = (await CliRun.Of("train", "credit", "--data", table, "--label", "bad", "--trainer", "logistic", "--folds", "2")).Expect(0);
        Assert.Contains("'written off', the rarer", run.Error, StringComparison.Ordinal);
        Assert.Contains("AUC 0.", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_from_a_german_spreadsheet_is_read_as_it_is()
    {
        string table = _folder["kunden.csv"], model = _folder["m.ekm"];
        var random = new Random(1);
        string[] lines = [.. Enumerable.Range(0, 200).Select(i =>
        {
            int age = random.Next(18, 80);
            string income = (random.NextDouble() * 1000).ToString("F2", CultureInfo.InvariantCulture).Replace('.', ',');
            return $"{income};{(age + random.Next(20) < 45 ? "ja" : "nein")};{age};{random.Next(1, 28)}.1.20{random.Next(10, 25)};;\"Köln; Süd\"";
        })];
        await File.WriteAllLinesAsync(
            table, ["Einkommen;Ausfall;Alter;Datum;Leer;Ort", .. lines], new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true), TestContext.Current.CancellationToken);
        CliRun run = (await CliRun.Of("train", "credit", "--data", table, "--label", "Ausfall", "--trainer", "forest", "--folds", "2", "--out", model)).Expect(0);
        Assert.DoesNotContain("column 'Einkommen'", run.Error, StringComparison.Ordinal);
        Assert.Contains("column 'Datum': holds dates", run.Error, StringComparison.Ordinal);
        Assert.Contains("column 'Leer': has no value", run.Error, StringComparison.Ordinal);
        Assert.Contains("--positive", (await CliRun.Of("evaluate", model, "--data", table, "--label", "Ausfall")).Expect(1).Error, StringComparison.Ordinal);
        (await CliRun.Of("evaluate", model, "--data", table, "--label", "Ausfall", "--positive", "ja")).Expect(0);
        string unseen = _folder["unseen.csv"];
        await File.WriteAllTextAsync(unseen, "Alter;Einkommen;Ort\n33;1000,5;Paris\n;;\n", TestContext.Current.CancellationToken);
        Assert.Equal(3, (await CliRun.Of("predict", model, unseen, "--explain")).Expect(0).Out.TrimEnd().Split('\n').Length);
    }

    [Theory]
    [InlineData("income,income,bad\n1,2,0\n2,3,1\n", "expected columns of different names")]
    [InlineData("income,age,bad\n1,2,1\n2,3,1\n", "found only '1'")]
    [InlineData("income,age,bad\n1,2,0\n2,3,1\n3,4,0\n", "occurs in 1 of 3 rows")]
    [InlineData("income,age,bad\n1,2,0\ninf,3,1\n3,4,0\n", "line 3, column 'income': expected a finite number")]
    [InlineData("income,age,bad\n1,2,0\n2,3,\n3,4,1\n", "line 3, column 'bad': expected a label")]
    [InlineData("income,income,bad\n1,2,0\n2,3,1\n", "rename one of them in the file")]
    [InlineData("bad\n0\n1\n0\n1\n", "expected columns to learn from beside 'Label', found none")]
    [InlineData("income,Label,bad\n1,2,0\n2,3,1\n", "has a column 'Label' beside 'bad'")]
    [InlineData("i\0n\0c\0,\0b\0a\0d\0\n1,2\n", "UTF-16 without a byte order mark")]
    [InlineData("income,age,bad\n1,2,0\n2,3,1\n3,4,0\n", "the bad customers would be missing from one of 2 folds")]
    [InlineData("", "empty file")]
    public async Task A_table_that_nothing_can_be_learned_from_is_refused_with_the_reason(string text, string reason)
    {
        string table = _folder["bad.csv"];
        await File.WriteAllTextAsync(table, text, TestContext.Current.CancellationToken);
        CliRun run = (await CliRun.Of("train", "credit", "--data", table, "--label", "bad", "--trainer", "forest", "--folds", "2")).Expect(1);
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_without_a_label_are_left_out_and_counted_where_that_is_asked_for()
    {
        string table = Table(120, "1", "0"), open = _folder["open.csv"], json = _folder["m.json"], model = _folder["m.ekm"];
        string[] lines = await File.ReadAllLinesAsync(table, TestContext.Current.CancellationToken);
        await File.WriteAllLinesAsync(open, [.. lines[..61], "C-x;1;1;cook;true;", "C-y;1;1;cook;true;NA", .. lines[61..], "C-z;1;1;cook;true;"], TestContext.Current.CancellationToken);
        string[] train = ["train", "credit", "--data", open, "--label", "bad", "--trainer", "logistic", "--folds", "2", "--seed", "3", "--out", model, "--json", json];

        CliRun refused = (await CliRun.Of(train)).Expect(1);
        Assert.Contains("line 62, column 'bad': expected a label", refused.Error, StringComparison.Ordinal);
        Assert.Contains("--skip-unlabelled", refused.Error, StringComparison.Ordinal);

        CliRun run = (await CliRun.Of([.. train, "--skip-unlabelled"])).Expect(0);
        Assert.Contains("left out: 3 of 123 rows, which have no label", run.Error, StringComparison.Ordinal);
        JsonElement report = await Report(json);
        Assert.Equal((120, 3), (report.GetProperty("rows").GetInt32(), report.GetProperty("unlabelled").GetInt32()));
        double auc = report.GetProperty("auc").GetDouble();
        (await CliRun.Of([.. train.Select(argument => argument == open ? table : argument)])).Expect(0);
        Assert.Equal(auc, (await Report(json)).GetProperty("auc").GetDouble());

        Assert.Contains("--skip-unlabelled", (await CliRun.Of("evaluate", model, "--data", open, "--label", "bad")).Expect(1).Error, StringComparison.Ordinal);
        (await CliRun.Of("evaluate", model, "--data", open, "--label", "bad", "--skip-unlabelled", "--json", json)).Expect(0);
        Assert.Equal(3, (await Report(json)).GetProperty("unlabelled").GetInt32());
    }

    [Fact]
    public async Task A_table_without_any_label_is_refused()
    {
        string table = _folder["open.csv"];
        await File.WriteAllTextAsync(table, "income,bad\n1,\n2,\n", TestContext.Current.CancellationToken);
        CliRun run = (await CliRun.Of("train", "credit", "--data", table, "--label", "bad", "--skip-unlabelled")).Expect(1);
        Assert.Contains("expected rows with a label, found none among 2", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_that_lacks_a_column_is_told_which()
    {
        string model = _folder["m.ekm"];
        (await CliRun.Of("train", "credit", "--data", Table(120, "1", "0"), "--label", "bad", "--trainer", "logistic", "--folds", "1", "--out", model)).Expect(0);
        string less = _folder["less.csv"];
        await File.WriteAllTextAsync(less, "income;job\n100;cook\n", TestContext.Current.CancellationToken);
        CliRun run = (await CliRun.Of("predict", model, less)).Expect(1);
        Assert.Contains("late", run.Error, StringComparison.Ordinal);
        Assert.Contains("lacks columns", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Too_few_bad_customers_for_a_trainer_or_a_resampler_are_counted_with_what_to_do()
    {
        string table = _folder["few.csv"], json = _folder["few.json"];
        await File.WriteAllLinesAsync(table, ["age,bad", .. Enumerable.Range(0, 60).Select(i => $"{i % 17},{(i % 12 == 0 ? 1 : 0)}")], TestContext.Current.CancellationToken);
        string[] train = ["train", "credit", "--data", table, "--label", "bad", "--folds", "2"];
        CliRun stack = (await CliRun.Of(train)).Expect(1);
        Assert.Contains("5 of 60 customers are bad ones, which leaves 2 to train on", stack.Error, StringComparison.Ordinal);
        Assert.Contains("Choose --trainer forest", stack.Error, StringComparison.Ordinal);
        foreach (string resampler in (string[])["smote", "borderline-smote", "adasyn"])
        {
            CliRun few = (await CliRun.Of([.. train, "--trainer", "logistic", "--resample", resampler])).Expect(1);
            Assert.Contains("the bad customers: expected at least 6 rows for 5 neighbours", few.Error, StringComparison.Ordinal);
            Assert.Contains("choose --resample over, or none", few.Error, StringComparison.Ordinal);
        }
        (await CliRun.Of([.. train, "--trainer", "logistic", "--resample", "over", "--json", json])).Expect(0);
        Assert.Contains("is the label", (await CliRun.Of([.. train, "--ignore", "bad"])).Expect(ExitCode.WrongUsage).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_column_that_knows_the_label_and_one_with_stray_texts_are_told_of()
    {
        string table = _folder["odd.csv"];
        await File.WriteAllLinesAsync(
            table, ["copy,income,bad", .. Enumerable.Range(0, 60).Select(i => $"{i % 2},{1000 + i}{(i == 7 ? " EUR" : "")},{i % 2}")], TestContext.Current.CancellationToken);
        CliRun run = (await CliRun.Of("train", "credit", "--data", table, "--label", "bad", "--trainer", "logistic", "--folds", "2")).Expect(0);
        Assert.Contains("some column may know the label", run.Error, StringComparison.Ordinal);
        Assert.Contains("numbers but for 1 such as '1007 EUR'", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_of_one_kind_of_customers_is_measured_as_far_as_it_can_be()
    {
        string model = _folder["m.ekm"], good = _folder["good.csv"], json = _folder["e.json"];
        (await CliRun.Of("train", "credit", "--data", Table(120, "1", "0"), "--label", "bad", "--trainer", "logistic", "--folds", "1", "--out", model)).Expect(0);
        await File.WriteAllTextAsync(good, "income,late,job,member,bad\n1000,1,cook,true,0\n2000,2,clerk,false,0\n", TestContext.Current.CancellationToken);
        CliRun run = (await CliRun.Of("evaluate", model, "--data", good, "--label", "bad", "--positive", "1", "--json", json)).Expect(0);
        Assert.Contains("all 2 customers are good ones", run.Error, StringComparison.Ordinal);
        Assert.InRange((await Report(json)).GetProperty("brier").GetDouble(), 0, 1);
    }

    [Fact]
    public async Task What_is_not_there_is_named()
    {
        string table = Table(60, "1", "0");
        Assert.Contains("'bda'", (await CliRun.Of("train", "credit", "--data", table, "--label", "bda")).Expect(1).Error, StringComparison.Ordinal);
        Assert.Contains("'salary'", (await CliRun.Of("train", "credit", "--data", table, "--label", "bad", "--ignore", "salary")).Expect(1).Error, StringComparison.Ordinal);
        Assert.Contains("does not exist", (await CliRun.Of("train", "credit", "--data", _folder["no.csv"], "--label", "bad")).Expect(1).Error, StringComparison.Ordinal);
    }

    private static async Task<JsonElement> Report(string json)
    {
        using JsonDocument document = JsonDocument.Parse(await File.ReadAllTextAsync(json, TestContext.Current.CancellationToken));
        return document.RootElement.Clone();
    }

    private string Table(int rows, string bad, string good)
    {
        var random = new Random(1);
        string path = _folder["table.csv"];
        using var writer = new StreamWriter(path);
        writer.WriteLine("customer id;income;late;job;member;bad");
        string[] jobs = ["cook", "clerk", "", "driver"];
        for (int i = 0; i < rows; i++)
        {
            double income = 1000 + 3000 * random.NextDouble();
            int late = random.Next(4);
            bool isBad = late + 1.5 * random.NextDouble() - income / 4000 > 2;
            string shown = random.Next(10) == 0 ? "" : income.ToString("F2", CultureInfo.InvariantCulture);
            writer.WriteLine($"C-{i:D4};{shown};{late};{jobs[random.Next(4)]};{(random.Next(2) == 0 ? "true" : "false")};{(isBad ? bad : good)}");
        }
        return path;
    }
}
