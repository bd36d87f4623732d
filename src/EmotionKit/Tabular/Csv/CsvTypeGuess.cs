using CsvHelper;

namespace EmotionKit.Tabular;

/// <summary>What a column may still be, after the rows seen so far.</summary>
internal struct CsvTypeGuess()
{
    private bool _mayBeNumber = true;
    private bool _mayBeBoolean = true;
    private bool _hasMissing;
    private bool _hasValue;
    private bool _hasDecimals;

    public void See(CsvReader csv, int field, CsvFields fields)
    {
        if (!_mayBeNumber && !_mayBeBoolean)
            return;
        ReadOnlySpan<byte> text = csv.GetSpan(field);
        if (fields.IsMissing(text))
        {
            _hasMissing = true;
            return;
        }
        _hasValue = true;
        _mayBeNumber = _mayBeNumber && fields.TryNumber(csv, field, out _);
        _hasDecimals |= _mayBeNumber && !MayBeThousands(text);
        _mayBeBoolean = _mayBeBoolean && CsvFields.TryBoolean(text, out _);
    }

    /// <summary>A column without any value counts as numbers.</summary>
    public readonly CsvColumnType Type =>
        _mayBeNumber || !_hasValue ? CsvColumnType.Number
        : _mayBeBoolean && !_hasMissing ? CsvColumnType.Boolean
        : CsvColumnType.Text;

    /// <summary>Numbers with a comma that cannot be one of thousands, as that of 52,000 can.</summary>
    public readonly bool HasDecimalCommas => _mayBeNumber && _hasDecimals;

    private static bool MayBeThousands(ReadOnlySpan<byte> number)
    {
        int comma = number.IndexOf((byte)',');
        if (comma < 0)
            return true;
        ReadOnlySpan<byte> before = number[..comma].TrimStart("+-"u8), after = number[(comma + 1)..];
        return after.Length == 3 && before.Length is >= 1 and <= 3 && before[0] != (byte)'0' && !after.ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }
}
