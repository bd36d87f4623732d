using System.Text;

namespace EmotionKit.Tabular;

/// <summary>Options of <c>ml.Data.LoadCsv</c>.</summary>
public sealed record LoadCsvOptions
{
    /// <summary>The spellings of a missing value unless <see cref="MissingValues"/> says otherwise; an empty field is always missing.</summary>
    public static IReadOnlyList<string> DefaultMissingValues { get; } =
        ["NA", "N/A", "n/a", "#N/A", "<NA>", "NaN", "nan", "NAN", "-nan", "NULL", "null", "?"];

    /// <summary>What divides the fields, an ASCII character. A space stands for any run of spaces and tabs. Null, the default, finds it in the
    /// first lines: comma, semicolon, tab, bar or spaces.</summary>
    public char? Separator { get; init; }

    /// <summary>Whether the first row holds names. Null, the default, takes it for names where none of its fields is a number and none repeats.</summary>
    public bool? HasHeader { get; init; }

    /// <summary>The names of the columns in place of those in the file, all of them; null, the default, for the file's. Columns without a name
    /// are called Column1, Column2 and so on, by their place.</summary>
    public IReadOnlyList<string>? ColumnNames { get; init; }

    /// <summary>What encloses fields that hold separators or line breaks, an ASCII character. Default '"'.</summary>
    public char Quote { get; init; } = '"';

    /// <summary>The encoding, such as "utf-8", "windows-1252" or "iso-8859-1"; null, the default, for that of the byte order mark, else UTF-8.</summary>
    public string? Encoding { get; init; }

    /// <summary>What stands before the decimals, '.' or ','. Null, the default, takes the comma where fields are not divided by commas, some column is of
    /// numbers only with it, and none only with the point. Groups of thousands are not understood.</summary>
    public char? DecimalSeparator { get; init; }

    /// <summary>The types of columns by name; what is not named is inferred from all rows: numbers where every value is one, Boolean where every
    /// value is true or false and none is missing, else text.</summary>
    public IReadOnlyDictionary<string, CsvColumnType>? ColumnTypes { get; init; }

    /// <summary>The spellings of a missing value, exactly as written. Default <see cref="DefaultMissingValues"/>.</summary>
    public IReadOnlyList<string> MissingValues { get; init; } = DefaultMissingValues;

    /// <summary>Columns to leave out. Default none.</summary>
    public IReadOnlyList<string> IgnoreColumns { get; init; } = [];

    /// <summary>The column with the truth, which becomes the Boolean column <see cref="LabelName"/>; null, the default, for none.</summary>
    public string? LabelColumn { get; init; }

    /// <summary>The value of <see cref="LabelColumn"/> that is true. Null, the default, is for labels of two values: the larger of two numbers, else
    /// "true" or "yes" (or "t", "y", "bad", "default", "+", in any letter case).</summary>
    public string? PositiveValue { get; init; }

    /// <summary>The name of the column that <see cref="LabelColumn"/> becomes. Default "Label".</summary>
    public string LabelName { get; init; } = "Label";

    /// <summary>Whether rows whose <see cref="LabelColumn"/> has no value are left out and counted (<see cref="CsvReport.UnlabelledRows"/>), such as customers whose
    /// credit still runs. False, the default: such a row is one that cannot be read.</summary>
    public bool SkipUnlabelled { get; init; }

    /// <summary>Rows to load at most, 1 or more; null, the default, for all.</summary>
    public int? MaxRows { get; init; }

    /// <summary>What happens to a row that cannot be read. Default <see cref="CsvErrorMode.Throw"/>.</summary>
    public CsvErrorMode OnError { get; init; }

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A value is out of its range; the message names it.</exception>
    public void Validate()
    {
        if (Separator is { } separator && (!char.IsAscii(separator) || separator is '\r' or '\n' || separator == Quote))
            throw new ArgumentException($"{nameof(Separator)}: expected an ASCII character other than a line break and the quote, got '{separator}'.");
        if (!char.IsAscii(Quote) || char.IsControl(Quote) || Quote == ' ')
            throw new ArgumentException($"{nameof(Quote)}: expected a printable ASCII character, got '{Quote}'.");
        if (DecimalSeparator is not (null or '.' or ','))
            throw new ArgumentException($"{nameof(DecimalSeparator)}: expected '.' or ',', got '{DecimalSeparator}'.");
        if (MaxRows is { } rows)
            Check.AtLeast(rows, 1, nameof(MaxRows));
        Check.NotEmpty(LabelName);
        if (LabelColumn is not null)
            Check.NotEmpty(LabelColumn);
        else if (PositiveValue is not null)
            throw new ArgumentException($"{nameof(PositiveValue)}: expected null where {nameof(LabelColumn)} is null, got '{PositiveValue}'.");
        if (SkipUnlabelled && LabelColumn is null)
            throw new ArgumentException($"{nameof(SkipUnlabelled)}: expected false where {nameof(LabelColumn)} is null, got true.");
        Check.Defined(OnError);
        foreach (string name in ColumnNames ?? [])
            Check.NotEmpty(name, nameof(ColumnNames));
        ArgumentNullException.ThrowIfNull(MissingValues);
        ArgumentNullException.ThrowIfNull(IgnoreColumns);
        foreach (CsvColumnType type in ColumnTypes?.Values ?? [])
            Check.Defined(type, nameof(ColumnTypes));
        _ = FindEncoding();
    }

    internal Encoding? FindEncoding()
    {
        if (Encoding is null)
            return null;
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(Check.NotEmpty(Encoding)) ?? System.Text.Encoding.GetEncoding(Encoding);
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException($"{nameof(Encoding)}: expected the name of an encoding, such as utf-8 or windows-1252, got '{Encoding}'.", e);
        }
    }
}
