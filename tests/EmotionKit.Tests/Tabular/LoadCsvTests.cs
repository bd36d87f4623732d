using System.Text;
using EmotionKit.Tabular;
using EmotionKit.Tests.Support;
using EmotionKit.TestSupport;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Tests.Tabular;

public sealed class LoadCsvTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Types_are_inferred_from_all_rows()
    {
        IDataView data = Load("a,b,c,d,e\n1,x,true,1,\n-2.5e3,y,False,2,\n,,true,late,NA\n");
        Assert.Equal(["a: Single", "b: Text", "c: Boolean", "d: Text", "e: Single"], Columns(data));
        Assert.Equal([1, -2500, float.NaN], data.GetColumn<float>("a"));
        Assert.Equal(["x", "y", ""], data.GetColumn<string>("b"));
        Assert.Equal([true, false, true], data.GetColumn<bool>("c"));
        Assert.Equal(["1", "2", "late"], data.GetColumn<string>("d"));
        Assert.All(data.GetColumn<float>("e"), value => Assert.True(float.IsNaN(value)));
    }

    [Theory]
    [InlineData("a,b\n1,2\n", ',')]
    [InlineData("a;b\n1;2\n", ';')]
    [InlineData("a\tb\n1\t2\n", '\t')]
    [InlineData("a|b\n1|2\n", '|')]
    [InlineData("a b\n1 2\n", ' ')]
    [InlineData("  a   b \r\n 1\t 2\r\n", ' ')]
    public void Separators_are_found(string text, char separator)
    {
        IDataView data = _ml.Data.LoadCsv(Write(text), null, out CsvReport report);
        Assert.Equal(separator, report.Separator);
        Assert.Equal(["a: Single", "b: Single"], Columns(data));
        Assert.Equal([2f], data.GetColumn<float>("b"));
    }

    [Fact]
    public void A_first_row_with_numbers_is_no_header()
    {
        IDataView data = _ml.Data.LoadCsv(Write("x,1\ny,2\n"), null, out CsvReport report);
        Assert.False(report.HasHeader);
        Assert.Equal(["Column1: Text", "Column2: Single"], Columns(data));
        Assert.Equal(["x", "y"], data.GetColumn<string>("Column1"));
    }

    [Fact]
    public void Quotes_hold_separators_line_breaks_and_quotes()
    {
        IDataView data = Load("a,b\n\"x,\"\"1\"\"\",\"2\"\n\"two\nlines\",3\n");
        Assert.Equal(["x,\"1\"", "two\nlines"], data.GetColumn<string>("a"));
        Assert.Equal([2f, 3f], data.GetColumn<float>("b"));
    }

    [Fact]
    public void Spaces_inside_quotes_stay()
    {
        IDataView data = Load("name  n\n'a  b'  1\n", new() { Separator = ' ', Quote = '\'' });
        Assert.Equal(["a  b"], data.GetColumn<string>("name"));
    }

    [Theory]
    [InlineData("windows-1252")]
    [InlineData("utf-16")]
    public void Other_encodings_are_read(string encoding)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        string path = _folder.File("x.csv");
        File.WriteAllText(path, "Straße,n\nKöln,1\n", Encoding.GetEncoding(encoding));
        IDataView data = _ml.Data.LoadCsv(path, new() { Encoding = encoding });
        Assert.Equal(["Köln"], data.GetColumn<string>("Straße"));
    }

    [Fact]
    public void Text_that_is_not_of_the_encoding_is_an_error_that_says_so()
    {
        string path = _folder.File("x.csv");
        File.WriteAllBytes(path, Encoding.Latin1.GetBytes("a,b\nK\u00f6ln,1\n"));
        var error = Assert.Throws<InvalidDataException>(() => _ml.Data.LoadCsv(path));
        Assert.Contains("line 2, column 'a'", error.Message);
        Assert.Contains("Encoding", error.Message);
    }

    [Fact]
    public void Decimal_commas_are_read_where_said_or_where_nothing_else_makes_numbers()
    {
        Assert.Equal([0.5f, -1.25f], Load("a;b\n0,5;1\n-1,25;2\n", new() { DecimalSeparator = ',' }).GetColumn<float>("a"));
        Assert.Equal(["a: Text", "b: Single"], Columns(Load("a;b\n0,5;1\n", new() { DecimalSeparator = '.' })));
        Assert.Equal([0.5f, 7], Load("a;b;c\n0,5;1;x,y\n7;;z\n").GetColumn<float>("a"));
        var declared = new Dictionary<string, CsvColumnType> { ["a"] = CsvColumnType.Number, ["b"] = CsvColumnType.Number };
        Assert.Equal([0.5f], Load("a;b\n0,5;1\n", new() { ColumnTypes = declared }).GetColumn<float>("a"));
        // Where another column has points, and where commas divide the fields, a comma stands in a text.
        Assert.Equal(["a: Text", "b: Single"], Columns(Load("a;b\n0,5;1.5\n")));
        Assert.Equal(["a: Text", "b: Single"], Columns(Load("a,b\n\"1,234\",1\n")));
    }

    [Fact]
    public void Thousands_are_not_taken_for_decimals()
    {
        Assert.Equal(["income: Text", "n: Single"], Columns(Load("income;n\n52,000;1\n950;2\n")));
        // One value that can only be a decimal decides for the file.
        Assert.Equal([52, 0.95f], Load("income;n\n52,000;1\n0,95;2\n").GetColumn<float>("income"));
    }

    [Fact]
    public void Names_that_are_numbers_are_a_header_where_all_declared_columns_are_named()
    {
        var declared = new Dictionary<string, CsvColumnType> { ["2020"] = CsvColumnType.Number, ["2021"] = CsvColumnType.Number };
        Assert.Equal([5f], Load("2020,2021\n5,6\n", new() { ColumnTypes = declared }).GetColumn<float>("2020"));
    }

    [Fact]
    public void Missing_values_have_the_spellings_that_are_said()
    {
        Assert.Equal([float.NaN, 3], Load("a,b\n-999,x\n3,y\n", new() { MissingValues = ["-999"] }).GetColumn<float>("a"));
        Assert.Equal(["a: Text", "b: Text"], Columns(Load("a,b\nNA,x\n3,y\n", new() { MissingValues = [] })));
    }

    [Fact]
    public void Declared_types_win()
    {
        IDataView data = Load("a,b\n01,5\n02,6\n", new() { ColumnTypes = new Dictionary<string, CsvColumnType> { ["a"] = CsvColumnType.Text } });
        Assert.Equal(["01", "02"], data.GetColumn<string>("a"));
        Assert.Equal([5f, 6f], data.GetColumn<float>("b"));
    }

    [Theory]
    [InlineData("a,b\n1,2\n3\n", "line 3: expected 2 fields, got 1")]
    [InlineData("a,b\n1,2\n\n3,4,5\n", "line 4: expected 2 fields, got 3")]
    [InlineData("a,b\n1,inf\n", "line 2, column 'b': expected a finite number")]
    [InlineData("a,b\n1,2\n3,1e39\n", "line 3, column 'b': expected a finite number")]
    [InlineData("a,b\n\"x\"y,2\n", "line 2")]
    [InlineData("a,b\n\"x,2\n3,4\n", "line 2")]
    public void A_bad_row_is_an_error_with_its_line_or_is_counted(string text, string expected)
    {
        string path = Write(text);
        var error = Assert.Throws<InvalidDataException>(() => _ml.Data.LoadCsv(path));
        Assert.Contains(path, error.Message);
        Assert.Contains(expected, error.Message);

        File.AppendAllText(path, text.Contains("\"x,") ? "" : "7,8\n");
        if (text.Contains("\"x,"))
            return;
        IDataView data = _ml.Data.LoadCsv(path, new() { OnError = CsvErrorMode.Skip }, out CsvReport report);
        Assert.Equal(1, report.SkippedRows);
        CsvProblem problem = Assert.Single(report.Problems);
        Assert.Contains($"line {problem.Line}", expected);
        Assert.Equal(data.GetRowCount(), report.Rows);
        Assert.Equal(8, data.GetColumn<float>("b").Last());
    }

    [Fact]
    public void Declared_numbers_that_are_none_say_line_and_column()
    {
        var error = Assert.Throws<InvalidDataException>(
            () => Load("a,b\n1,2\n3,x\n", new() { ColumnTypes = new Dictionary<string, CsvColumnType> { ["b"] = CsvColumnType.Number } }));
        Assert.Contains("line 3, column 'b': expected a number, got 'x'", error.Message);
    }

    [Fact]
    public void A_category_of_skipped_rows_only_leaves_no_trace()
    {
        IDataView data = Load("c,n\nx,1\ny,bad\nz,2\n", new()
        {
            OnError = CsvErrorMode.Skip,
            ColumnTypes = new Dictionary<string, CsvColumnType> { ["n"] = CsvColumnType.Number },
        });
        Assert.Equal(["x", "z"], data.GetColumn<string>("c"));
    }

    [Theory]
    [InlineData("y,a\n1,5\n0,6\n", null, new[] { true, false })]
    [InlineData("y,a\n1,5\n2,6\n", null, new[] { false, true })]
    [InlineData("y,a\n1,5\n2,6\n", "1.0", new[] { true, false })]
    [InlineData("y,a\nYes,5\nNo,6\n", null, new[] { true, false })]
    [InlineData("y,a\ngood,5\nlate,6\ngood,7\n", "late", new[] { false, true, false })]
    [InlineData("y,a\ntrue,5\nfalse,6\n", "false", new[] { false, true })]
    public void A_label_becomes_boolean(string text, string? positive, bool[] expected)
    {
        IDataView data = Load(text, new() { LabelColumn = "y", PositiveValue = positive });
        Assert.Equal(["Label: Boolean", "a: Single"], Columns(data));
        Assert.Equal(expected, data.GetColumn<bool>("Label"));
    }

    [Theory]
    [InlineData("y,a\nred,5\nblue,6\n", null, "PositiveValue")]
    [InlineData("y,a\n1,5\n2,6\n3,7\n", null, "1, 2, 3")]
    [InlineData("y,a\nred,5\nblue,6\n", "green", "found 2: red, blue")]
    [InlineData("y,a\n,5\n1,6\n0,6\n", null, "line 2, column 'y': expected a label")]
    public void A_label_that_cannot_be_told_is_an_error(string text, string? positive, string expected)
    {
        var error = Assert.Throws<InvalidDataException>(() => Load(text, new() { LabelColumn = "y", PositiveValue = positive }));
        Assert.Contains(expected, error.Message);
    }

    [Fact]
    public void Columns_that_are_not_there_are_an_error_that_names_the_nearest()
    {
        string path = Write("age,income\n1,2\n");
        foreach (LoadCsvOptions options in new LoadCsvOptions[]
        {
            new() { LabelColumn = "incom" },
            new() { IgnoreColumns = ["incom"] },
            new() { ColumnTypes = new Dictionary<string, CsvColumnType> { ["incom"] = CsvColumnType.Text } },
        })
        {
            var error = Assert.Throws<ArgumentException>(() => _ml.Data.LoadCsv(path, options));
            Assert.Contains("did you mean 'income'?", error.Message);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("a,b\n")]
    public void A_table_without_rows_is_an_error(string text) =>
        Assert.Throws<InvalidDataException>(() => Load(text));

    [Fact]
    public void Names_that_repeat_are_an_error_unless_others_are_given()
    {
        var error = Assert.Throws<InvalidDataException>(() => Load("a,b,a\nx,y,z\n", new() { HasHeader = true }));
        Assert.Contains("'a' in columns 1 and 3", error.Message);
        Assert.Equal(["p: Text", "q: Text", "r: Text"], Columns(Load("a,b,a\nx,y,z\n", new() { HasHeader = true, ColumnNames = ["p", "q", "r"] })));
    }

    [Fact]
    public void Columns_can_be_left_out_and_rows_limited()
    {
        IDataView data = Load("a,b\n1,2\n3,4\n5,x\n", new() { IgnoreColumns = ["a"], MaxRows = 2 });
        Assert.Equal(["b: Single"], Columns(data));
        Assert.Equal([2f, 4f], data.GetColumn<float>("b"));
    }

    [Fact]
    public void Rows_can_be_read_shuffled_and_by_several_cursors()
    {
        IDataView data = Load("a,b\n" + string.Concat(Enumerable.Range(0, 50).Select(i => $"{i},t{i}\n")));
        using DataViewRowCursor cursor = data.GetRowCursor(data.Schema, new Random(3));
        string[] shuffled = RowDump.Rest(cursor, [.. data.Schema]);
        Assert.NotEqual(RowDump.Of(data), shuffled);
        Assert.Equal(RowDump.Of(data).Order(), shuffled.Order());
    }

    [Fact]
    public void Options_survive_json()
    {
        var options = new LoadCsvOptions { Separator = ';', LabelColumn = "y", ColumnTypes = new Dictionary<string, CsvColumnType> { ["a"] = CsvColumnType.Text } };
        LoadCsvOptions read = OptionsJson.Read<LoadCsvOptions>(OptionsJson.Write(options));
        Assert.Equal(OptionsJson.Write(options), OptionsJson.Write(read));
        Assert.Equal(';', read.Separator);
    }

    // Truth: csv.DictReader of Python, counting rows, labels, and empty or NA fields.
    [Theory]
    [InlineData("give-me-some-credit.csv", "SeriousDlqin2yrs", null, 119834, 7978, 26748)]
    [InlineData("credit-risk.csv", "loan_status", null, 26107, 5702, 3260)]
    [InlineData("german.data", "Column21", "2", 780, 222, 0)]
    public void The_credit_tables_load(string file, string label, string? positive, int rows, int positives, int missing)
    {
        string path = TestData.Require("credit", file);
        IDataView data = _ml.Data.LoadCsv(path, new() { LabelColumn = label, PositiveValue = positive }, out CsvReport report);
        Assert.Equal(rows, report.Rows);
        Assert.Equal(positives, data.GetColumn<bool>("Label").Count(value => value));
        Assert.Equal(missing, report.Columns.Sum(column => column.Missing));
    }

    private IDataView Load(string text, LoadCsvOptions? options = null) => _ml.Data.LoadCsv(Write(text), options);

    private string Write(string text)
    {
        string path = _folder.File("table.csv");
        File.WriteAllText(path, text);
        return path;
    }

    private static string[] Columns(IDataView data) => [.. data.Schema.Select(c => $"{c.Name}: {EmotionKit.Rows.TypeText.Of(c.Type)}")];
}
