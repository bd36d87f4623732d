using EmotionKit.Cli.Input;
using EmotionKit.Cli.Output;
using EmotionKit.Tabular;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace EmotionKit.Cli.Credit;

/// <summary>Loads tables of customers.</summary>
internal static class CreditTable
{
    public const string Label = "Label";

    /// <summary>A table to learn from, types as its own values say.</summary>
    public static IDataView Load(MLContext ml, string path, string label, string? positive, bool skipUnlabelled, Terminal terminal, out int unlabelled)
    {
        var options = new LoadCsvOptions { LabelColumn = label, PositiveValue = positive, LabelName = Label, SkipUnlabelled = skipUnlabelled };
        try
        {
            return Load(ml, path, options, terminal, out unlabelled);
        }
        catch (InvalidDataException error) when (positive is null && error.Message.Contains("--positive", StringComparison.Ordinal))
        {
            if (RarerText(ml, path, label) is not { } rarer)
                throw;
            terminal.Warn($"taking '{rarer}', the rarer of the two values of column '{label}', for the bad customers; --positive says otherwise");
            return Load(ml, path, options with { PositiveValue = rarer }, terminal, out unlabelled);
        }
    }

    /// <summary>Of two texts neither of which is plainly the bad one, the rarer: bad customers are the fewer ones. Null where there is no doubt, or no way.</summary>
    private static string? RarerText(MLContext ml, string path, string label)
    {
        IDataView table = Load(ml, path, new LoadCsvOptions(), null, out _);
        if (table.Schema.GetColumnOrNull(label) is not { Type: TextDataViewType } column)
            return null;
        KeyValuePair<string, int>[] counts =
            [.. table.GetColumn<ReadOnlyMemory<char>>(column).CountBy(value => value.ToString()).Where(count => count.Key.Length > 0)];
        return counts.Length == 2 ? counts.MinBy(count => count.Value).Key : null;
    }

    /// <summary>A table to be scored: columns that the model reads have the types that it learned them with.</summary>
    /// <exception cref="JobFailedException">The file is not there, or lacks a column.</exception>
    public static IDataView LoadFor(
        MLContext ml, string path, DataViewSchema input, string? label, string? positive, bool skipUnlabelled, Terminal? terminal, out int unlabelled)
    {
        if (input.GetColumnOrNull("Path") is { Type: TextDataViewType })
            throw new UsageException("--label: the model takes recordings, whose labels --corpus says; leave it out.");
        var options = new LoadCsvOptions
        {
            LabelColumn = label,
            PositiveValue = positive,
            LabelName = Label,
            SkipUnlabelled = skipUnlabelled,
            ColumnTypes = input.Where(column => column.Name != Label).ToDictionary(column => column.Name, TypeOf),
        };
        string[] present;
        try
        {
            return Load(ml, path, options, terminal, out unlabelled);
        }
        catch (ArgumentException)
        {
            present = [.. Load(ml, path, new LoadCsvOptions { MaxRows = 1 }, null, out _).Schema.Select(column => column.Name)];
            string[] missing = [.. options.ColumnTypes.Keys.Except(present)];
            if (missing.Length == 0)
                throw;
            throw new JobFailedException($"'{path}' lacks columns that the model reads: {string.Join(", ", missing)}. It has: {string.Join(", ", present)}.");
        }
    }

    private static IDataView Load(MLContext ml, string path, LoadCsvOptions options, Terminal? terminal, out int unlabelled)
    {
        InputFile.Require(path);
        try
        {
            IDataView table = ml.Data.LoadCsv(path, options, out CsvReport report);
            unlabelled = report.UnlabelledRows;
            if (unlabelled > 0)
                terminal?.Note($"left out: {unlabelled} of {unlabelled + report.Rows} rows, which have no label");
            return table;
        }
        catch (ArgumentException error) when (error.Message.StartsWith(nameof(LoadCsvOptions.LabelName), StringComparison.Ordinal))
        {
            throw new JobFailedException($"'{path}' has a column '{Label}' beside '{options.LabelColumn}', and the label is called so in a model: rename that column in the file.", error);
        }
        catch (InvalidDataException error)
        {
            string text = error.Message.Replace("with PositiveValue", "with --positive", StringComparison.Ordinal)
                .Replace("with SkipUnlabelled", "with --skip-unlabelled", StringComparison.Ordinal);
            throw new InvalidDataException(text, error);
        }
    }

    private static CsvColumnType TypeOf(DataViewSchema.Column column) => column.Type switch
    {
        TextDataViewType => CsvColumnType.Text,
        BooleanDataViewType => CsvColumnType.Boolean,
        _ => CsvColumnType.Number,
    };
}
