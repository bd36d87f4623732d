using System.Text;
using System.Text.Unicode;
using CsvHelper;

namespace EmotionKit.Tabular;

/// <inheritdoc/>
internal sealed class CsvTextBuilder(string name) : CsvColumnBuilder(name)
{
    private const int ShortText = 256;

    private readonly List<string> _texts = [];
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _codes =
        new Dictionary<string, int>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private int[] _values = new int[FirstCapacity];

    public override CsvColumnType Type => CsvColumnType.Text;

    public override string? Set(int row, CsvReader csv, int field, CsvFields fields)
    {
        Grow(ref _values, row);
        ReadOnlySpan<byte> bytes = csv.GetSpan(field);
        if (fields.IsMissing(bytes))
        {
            _values[row] = CategoryColumn.Missing;
            return null;
        }
        if (!Utf8.IsValid(bytes))
            return $"expected text in UTF-8, got the bytes {Convert.ToHexString(bytes[..Math.Min(bytes.Length, 16)])}: say which Encoding the file has";
        Span<char> buffer = bytes.Length <= ShortText ? stackalloc char[ShortText] : new char[bytes.Length];
        ReadOnlySpan<char> text = buffer[..Encoding.UTF8.GetChars(bytes, buffer)];
        if (!_codes.TryGetValue(text, out int code))
        {
            code = _texts.Count;
            string value = text.ToString();
            _texts.Add(value);
            _codes[value] = code;
        }
        _values[row] = code;
        return null;
    }

    public override (TableColumn Column, int Missing) Finish(int rows)
    {
        Array.Resize(ref _values, rows);
        int missing = 0;
        // Texts that only rows left out had are not of the column.
        int[] renumbered = new int[_texts.Count];
        Array.Fill(renumbered, CategoryColumn.Missing);
        var used = new List<string>(_texts.Count);
        for (int i = 0; i < rows; i++)
        {
            int code = _values[i];
            if (code == CategoryColumn.Missing)
            {
                missing++;
                continue;
            }
            if (renumbered[code] == CategoryColumn.Missing)
            {
                renumbered[code] = used.Count;
                used.Add(_texts[code]);
            }
            _values[i] = renumbered[code];
        }
        return (new CategoryColumn(Name, _values, [.. used]), missing);
    }
}
