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
    public static IDataView Load(MLContext ml, string path, string label, string? positive, Terminal terminal)
    {
        var options = new LoadCsvOptions { LabelColumn = label, PositiveValue = positive, LabelName = Label };
        try
        {
            return Load(ml, path, options);
        }
        catch (InvalidDataException error) when (positive is null)
        {
            if (RarerText(ml, path, label) is not { } rarer)
                throw new JobFailedException(Positive(error), error);
            terminal.Warn($"taking '{rarer}', the rarer of the two values of column '{label}', for the bad customers; --positive says otherwise");
            return Load(ml, path, options with { PositiveValue = rarer });
        }
    }

    /// <summary>Of two texts neither of which is plainly the bad one, the rarer: bad customers are the fewer ones. Null where there is no doubt, or no way.</summary>
    private static string? RarerText(MLContext ml, string path, string label)
    {
        IDataView table = Load(ml, path, new LoadCsvOptions());
        if (table.Schema.GetColumnOrNull(label) is not { Type: TextDataViewType } column)
            return null;
        KeyValuePair<string, int>[] counts =
            [.. table.GetColumn<ReadOnlyMemory<char>>(column).CountBy(value => value.ToString()).Where(count => count.Key.Length > 0)];
        return counts.Length == 2 ? counts.MinBy(count => count.Value).Key : null;
    }

    /// <summary>A table to be scored: columns that the model reads have the types that it learned them with.</summary>
    /// <exception cref="JobFailedException">The file is not there, or lacks a column.</exception>
    public static IDataView LoadFor(MLContext ml, string path, DataViewSchema input, string? label, string? positive)
    {
        if (input.GetColumnOrNull("Path") is { Type: TextDataViewType })
            throw new UsageException("--label: the model takes recordings, whose labels --corpus says; leave it out.");
        var options = new LoadCsvOptions
        {
            LabelColumn = label,
            PositiveValue = positive,
            LabelName = Label,
            ColumnTypes = input.Where(column => column.Name != Label).ToDictionary(column => column.Name, TypeOf),
        };
        string[] present;
        try
        {
            return Load(ml, path, options);
        }
        catch (InvalidDataException error) when (label is not null && positive is null)
        {
            throw new JobFailedException(Positive(error), error);
        }
        catch (ArgumentException)
        {
            present = [.. Load(ml, path, new LoadCsvOptions { MaxRows = 1 }).Schema.Select(column => column.Name)];
            string[] missing = [.. options.ColumnTypes.Keys.Except(present)];
            if (missing.Length == 0)
                throw;
            throw new JobFailedException($"'{path}' lacks columns that the model reads: {string.Join(", ", missing)}. It has: {string.Join(", ", present)}.");
        }
    }

    private static string Positive(InvalidDataException error) => ErrorText.OneLine(error).Replace("with PositiveValue", "with --positive", StringComparison.Ordinal);

    private static IDataView Load(MLContext ml, string path, LoadCsvOptions options)
    {
        InputFile.Require(path);
        return ml.Data.LoadCsv(path, options);
    }

    private static CsvColumnType TypeOf(DataViewSchema.Column column) => column.Type switch
    {
        TextDataViewType => CsvColumnType.Text,
        BooleanDataViewType => CsvColumnType.Boolean,
        _ => CsvColumnType.Number,
    };
}
