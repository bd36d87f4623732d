using System.CommandLine;
using System.Globalization;
using EmotionKit.Cli.Input;
using EmotionKit.Cli.Output;
using EmotionKit.Reporting;
using EmotionKit.Tabular;
using Microsoft.ML;
using Spectre.Console;
using Table = Spectre.Console.Table;
using TableColumn = Spectre.Console.TableColumn;

namespace EmotionKit.Cli.Commands;

/// <summary><c>emotionkit profile</c>: what is in a table, and what to look at before a model is trained on it.</summary>
internal static class ProfileCommand
{
    private const int ShownPairs = 10;
    private const double ShownCorrelation = 0.3;

    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("FILE.csv") { Description = "The table: separated values, with or without a header." };
        var label = new Option<string?>("--label") { Description = "The column to predict.", HelpName = "COL" };
        var ignore = new Option<string?>("--ignore") { Description = "Columns to leave out.", HelpName = "COL,..." };
        var separator = new Option<string?>("--separator") { Description = "What divides the fields: a character, 'tab' or 'space'. Found unless given.", HelpName = "C" };
        Option<string?> json = SharedOptions.Json();
        Option<string?> page = SharedOptions.Report();
        Option<int?> threads = SharedOptions.Threads();
        var command = new Command("profile", "Show what is in a table: types, missing values, outliers, balance, correlations, columns that give the label away.")
        {
            file, label, ignore, separator, json, page, threads,
        };
        command.SetAction((parsed, stop) =>
        {
            using IDisposable? scope = SharedOptions.UseThreads(parsed.GetValue(threads));
            string? target = parsed.GetValue(json);
            if (target is not null)
                OutputFolder.Prepare(target);
            string? reportFile = parsed.GetValue(page);
            if (reportFile is not null)
                OutputFolder.Prepare(reportFile);
            var options = new LoadCsvOptions
            {
                Separator = Separator(parsed.GetValue(separator)),
                IgnoreColumns = parsed.GetValue(ignore)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
                OnError = CsvErrorMode.Skip,
            };
            string path = parsed.GetRequiredValue(file);
            InputFile.Require(path);
            var ml = new MLContext();
            IDataView data = ml.Data.LoadCsv(path, options, out CsvReport report);
            DataProfile profile = ml.Data.Profile(data, new DataProfileOptions { LabelColumnName = parsed.GetValue(label) }, stop);
            Show(path, profile, terminal, beside: target == JsonOutput.StandardOutput);
            foreach (CsvProblem problem in report.Problems)
                terminal.Warn($"line {problem.Line}{(problem.Column is null ? "" : $", column '{problem.Column}'")}: {problem.Message}; left out");
            if (target is not null)
                JsonOutput.Write(target, new { File = path, report.SkippedRows, Profile = profile }, terminal);
            ReportFile.Write(reportFile, terminal, () => ml.Reports().Dataset(data, ReportOf(path, parsed.GetValue(label), report), cancellation: stop));
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static DatasetReportOptions ReportOf(string path, string? label, CsvReport report) => new()
    {
        Title = Path.GetFileName(path),
        Kind = DatasetKind.Table,
        Profile = new DataProfileOptions { LabelColumnName = label },
        Info = new Dictionary<string, string> { ["File"] = path, ["Lines left out"] = Count(report.SkippedRows) },
    };

    private static char? Separator(string? given) => given switch
    {
        null => null,
        "tab" => '\t',
        "space" => ' ',
        [char single] => single,
        _ => throw new UsageException($"--separator: expected one character, 'tab' or 'space', got '{given}'."),
    };

    private static void Show(string path, DataProfile profile, Terminal terminal, bool beside)
    {
        Action<string> line = beside ? terminal.Note : terminal.Line;
        line($"{path}: {Count(profile.Rows)} rows, {profile.Columns.Count} columns, {Count(profile.DuplicateRows)} duplicate rows");
        if (profile.Label is { } label)
            line($"{label.Column}: {string.Join(", ", label.Classes.Select(c => $"{c.Value} {Percent(c.Share)} ({Count(c.Count)})"))}{(label.Missing > 0 ? $", {Count(label.Missing)} missing" : "")}");
        terminal.Table(Numbers(profile), beside);
        if (profile.Columns.Any(column => column.Kind != ColumnKind.Number))
            terminal.Table(Categories(profile), beside);
        ShowPairs("correlation (Pearson)", profile.Pearson, line);
        ShowPairs("rank correlation (Spearman)", profile.Spearman, line);
        ShowPairs("association (Cramér's V)", profile.CramersV, line);
        foreach (ProfileRemark remark in profile.Remarks)
            terminal.Warn(remark.Message);
    }

    private static Table Numbers(DataProfile profile)
    {
        Table table = Create("number", "missing", "distinct", "mean", "sd", "min", "p25", "median", "p75", "max", "outliers", "AUC alone");
        foreach (ColumnProfile column in profile.Columns.Where(column => column.Kind == ColumnKind.Number))
        {
            NumberSummary? n = column.Numbers;
            Add(table, column.Name, Percent(column.MissingShare), Count(column.Distinct), Number(n?.Mean), Number(n?.StandardDeviation), Number(n?.Minimum),
                Number(n?.P25), Number(n?.Median), Number(n?.P75), Number(n?.Maximum), n is null ? "" : Count(n.Outliers), Auc(column));
        }
        return table;
    }

    private static Table Categories(DataProfile profile)
    {
        Table table = Create("category", "missing", "distinct", "most frequent", "AUC alone");
        foreach (ColumnProfile column in profile.Columns.Where(column => column.Kind != ColumnKind.Number))
        {
            string top = string.Join(", ", column.Top.Select(value => $"{value.Value} {Percent(value.Share)}"));
            Add(table, column.Name, Percent(column.MissingShare), Count(column.Distinct), top, Auc(column));
        }
        return table;
    }

    /// <summary>The strongest pairs: a whole matrix is for JSON.</summary>
    private static void ShowPairs(string title, CorrelationMatrix matrix, Action<string> line)
    {
        var pairs = new List<(double Value, string Text)>();
        for (int i = 0; i < matrix.Columns.Count; i++)
        {
            for (int j = i + 1; j < matrix.Columns.Count; j++)
            {
                double value = matrix.Values[i][j];
                if (Math.Abs(value) >= ShownCorrelation)
                    pairs.Add((value, string.Create(CultureInfo.InvariantCulture, $"  {value,6:0.00}  {matrix.Columns[i]} - {matrix.Columns[j]}")));
            }
        }
        if (pairs.Count == 0)
            return;
        line(pairs.Count > ShownPairs ? $"{title}, the {ShownPairs} strongest of {pairs.Count} pairs:" : $"{title}:");
        foreach ((_, string text) in pairs.OrderByDescending(pair => Math.Abs(pair.Value)).Take(ShownPairs))
            line(text);
        line("");
    }

    private static Table Create(string first, params string[] others)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumn(first);
        foreach (string heading in others)
            table.AddColumn(heading == "most frequent" ? new TableColumn(heading) : new TableColumn(heading).RightAligned());
        return table;
    }

    private static void Add(Table table, params string[] cells) => table.AddRow(Array.ConvertAll(cells, cell => new Text(cell)));

    private static string Auc(ColumnProfile column) => column.LabelAuc is { } auc ? auc.ToString("0.000", CultureInfo.InvariantCulture) : "";

    private static string Count(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Percent(double share) => share == 0 ? "0" : share.ToString("0.0%", CultureInfo.InvariantCulture);

    private static string Number(double? value) => value?.ToString("G4", CultureInfo.InvariantCulture) ?? "";
}
