using System.Globalization;

namespace EmotionKit.Tabular;

/// <summary>Turns the column with the truth into true and false.</summary>
internal static class CsvLabel
{
    private const int ShownValues = 8;

    private static readonly string[] UsualPositives = ["true", "yes", "t", "y", "bad", "default", "+"];

    /// <exception cref="InvalidDataException">Which value is true cannot be told, or no row has the value that is said to be.</exception>
    public static FlagColumn Make(TableColumn column, LoadCsvOptions options, string path) => column switch
    {
        FlagColumn flags => FromFlags(flags, options, path),
        NumberColumn numbers => FromNumbers(numbers, options, path),
        _ => FromTexts((CategoryColumn)column, options, path),
    };

    private static FlagColumn FromFlags(FlagColumn column, LoadCsvOptions options, string path)
    {
        bool positive = true;
        if (options.PositiveValue is { } value && !bool.TryParse(value, out positive))
            throw Wrong(path, column.Name, $"PositiveValue: expected true or false, got '{value}'");
        return new FlagColumn(options.LabelName, Array.ConvertAll(column.Values, flag => flag == positive));
    }

    private static FlagColumn FromNumbers(NumberColumn column, LoadCsvOptions options, string path)
    {
        float[] values = [.. column.Values.Distinct().Order()];
        string[] texts = Array.ConvertAll(values, value => value.ToString(CultureInfo.InvariantCulture));
        float positive;
        if (options.PositiveValue is null)
            positive = values.Length == 2 ? values[1] : throw Undecided(path, column.Name, texts);
        else if (!float.TryParse(options.PositiveValue, NumberStyles.Float, CultureInfo.InvariantCulture, out positive) || (Array.IndexOf(values, positive) < 0 && values.Length > 1))
            throw Absent(path, column.Name, options.PositiveValue, texts);
        return new FlagColumn(options.LabelName, Array.ConvertAll(column.Values, value => value == positive));
    }

    private static FlagColumn FromTexts(CategoryColumn column, LoadCsvOptions options, string path)
    {
        string[] values = column.Values;
        int positive;
        if (options.PositiveValue is null)
        {
            int[] usual = [.. Enumerable.Range(0, values.Length).Where(i => UsualPositives.Contains(values[i], StringComparer.OrdinalIgnoreCase))];
            positive = values.Length == 2 && usual.Length == 1 ? usual[0] : throw Undecided(path, column.Name, values);
        }
        else
        {
            positive = Array.IndexOf(values, options.PositiveValue);
            if (positive < 0 && values.Length > 1)
                throw Absent(path, column.Name, options.PositiveValue, values);
        }
        return new FlagColumn(options.LabelName, Array.ConvertAll(column.Codes, code => code == positive));
    }

    private static InvalidDataException Undecided(string path, string column, string[] values) => values.Length == 1
        ? Wrong(path, column, $"expected a label of two values, found only '{values[0]}': both kinds of rows are needed, to learn and to measure")
        : Wrong(path, column, $"expected a label of two values of which one is plainly the positive, found {List(values)}: say which one is with PositiveValue");

    private static InvalidDataException Absent(string path, string column, string positive, string[] values) =>
        Wrong(path, column, $"expected the positive value '{positive}' in some row, found {List(values)}");

    private static string List(string[] values) =>
        $"{values.Length}: {string.Join(", ", values.Take(ShownValues))}{(values.Length > ShownValues ? ", ..." : "")}";

    private static InvalidDataException Wrong(string path, string column, string what) => new($"'{path}', column '{column}': {what}.");
}
