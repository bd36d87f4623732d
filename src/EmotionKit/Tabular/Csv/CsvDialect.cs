using System.Globalization;
using System.Text;
using CsvHelper;

namespace EmotionKit.Tabular;

/// <summary>How to read a file: its separator, its header, its encoding.</summary>
internal sealed class CsvDialect
{
    public const char Spaces = ' ';

    private const int SampleLength = 64 * 1024;
    private const int SampleLines = 20;

    private readonly CsvSource _source;
    private readonly LoadCsvOptions _options;
    private readonly Encoding? _encoding;

    public CsvDialect(CsvSource source, LoadCsvOptions options)
    {
        _source = source;
        _options = options;
        _encoding = options.FindEncoding();
        Separator = options.Separator ?? FindSpaces();
        HasHeader = options.HasHeader ?? LooksLikeHeader();
    }

    /// <summary>Null where CsvHelper is to find it.</summary>
    public char? Separator { get; }

    public bool HasHeader { get; }

    public CsvReader Open() => Open(HasHeader);

    private CsvReader Open(bool hasHeader)
    {
        bool spaces = Separator == Spaces;
        var settings = new CsvReaderOptions
        {
            Separator = Separator,
            HasHeader = hasHeader,
            Quote = _options.Quote,
            TrimWhitespace = !spaces,
            TrackLineNumbers = true,
            Encoding = _encoding,
            MalformedData = _options.OnError == CsvErrorMode.Skip ? CsvMalformedDataHandling.Skip : CsvMalformedDataHandling.Throw,
            OnMalformedRecord = OnMalformed,
        };
        return spaces
            ? CsvReader.Create(new SpaceRunReader(OpenText(), _options.Quote), settings)
            : CsvReader.Create(_source.Open(), settings);
    }

    /// <summary>Told of each record whose quotes do not close, while a reader skips them.</summary>
    public Action<CsvMalformedRecord>? Malformed { get; set; }

    private void OnMalformed(CsvMalformedRecord record) => Malformed?.Invoke(record);

    private StreamReader OpenText() => new(_source.Open(), _encoding ?? Encoding.UTF8, detectEncodingFromByteOrderMarks: true);

    /// <summary>Spaces, where no line of the sample has another separator and all have the same number of words, at least two.</summary>
    private char? FindSpaces()
    {
        using StreamReader text = OpenText();
        char[] sample = new char[SampleLength];
        int length = text.ReadBlock(sample, 0, sample.Length);
        int words = 0, lines = 0, tabs = 0;
        foreach (ReadOnlySpan<char> line in sample.AsSpan(0, length).EnumerateLines())
        {
            if (line.IsWhiteSpace())
                continue;
            if (line.IndexOfAny(",;|") >= 0)
                return null;
            int found = CountWords(line);
            // The sample may end within its last line.
            if (lines > 0 && found != words)
                return length == sample.Length && lines > 1 ? Decide(words, tabs) : null;
            words = found;
            int foundTabs = line.Count('\t');
            tabs = lines == 0 || foundTabs == tabs ? foundTabs : 0;
            if (++lines == SampleLines)
                break;
        }
        return Decide(words, tabs);

        // As many tabs in every line: the spaces are parts of texts.
        static char? Decide(int words, int tabs) => words > 1 && tabs == 0 ? Spaces : null;
    }

    private int CountWords(ReadOnlySpan<char> line)
    {
        int words = 0;
        bool inWord = false, inQuotes = false;
        foreach (char c in line)
        {
            bool gap = !inQuotes && c is ' ' or '\t';
            if (!gap && !inWord)
                words++;
            inWord = !gap;
            if (c == _options.Quote)
                inQuotes = !inQuotes;
        }
        return words;
    }

    private bool LooksLikeHeader()
    {
        using CsvReader csv = Open(hasHeader: false);
        try
        {
            if (!csv.Read())
                return true;
        }
        catch (CsvFormatException)
        {
            // Whoever reads the rows says what is wrong with the first.
            return true;
        }
        var seen = new HashSet<string>(StringComparer.Ordinal);
        bool isHeader = true;
        int typed = 0;
        for (int i = 0; i < csv.FieldCount; i++)
        {
            string field = csv.GetString(i);
            // A row that holds the label's name names the others too, even where one of them is wrong.
            if (_options.LabelColumn is { } label && field.Trim() == label)
                return true;
            isHeader &= !IsNumber(field) && (field.Length == 0 || seen.Add(field));
            typed += _options.ColumnTypes is { } types && types.ContainsKey(field.Trim()) ? 1 : 0;
        }
        // As does one with the names of all columns whose types are declared, such as years.
        return isHeader || (typed > 0 && typed == _options.ColumnTypes!.Count);
    }

    /// <summary>With a point, or with a comma where that does not separate; whatever the culture of the machine.</summary>
    private bool IsNumber(string field) =>
        float.TryParse(Separator is null or ',' ? field : field.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
