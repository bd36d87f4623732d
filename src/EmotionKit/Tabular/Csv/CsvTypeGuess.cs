using CsvHelper;

namespace EmotionKit.Tabular;

/// <summary>What a column may still be, after the rows seen so far.</summary>
internal struct CsvTypeGuess()
{
    private bool _mayBeNumber = true;
    private bool _mayBeBoolean = true;
    private bool _hasMissing;
    private bool _hasValue;

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
        _mayBeBoolean = _mayBeBoolean && CsvFields.TryBoolean(text, out _);
    }

    /// <summary>A column without any value counts as numbers.</summary>
    public readonly CsvColumnType Type =>
        _mayBeNumber || !_hasValue ? CsvColumnType.Number
        : _mayBeBoolean && !_hasMissing ? CsvColumnType.Boolean
        : CsvColumnType.Text;
}
