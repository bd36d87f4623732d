using System.Globalization;
using System.Text;
using CsvHelper;

namespace EmotionKit.Tabular;

/// <summary>What the options say of a single field's text.</summary>
internal sealed class CsvFields
{
    // Long enough for every double that is written out.
    private const int LongestNumber = 512;

    private readonly byte[][][] _missingByLength;
    private readonly NumberFormatInfo? _format;

    public CsvFields(LoadCsvOptions options, char decimalSeparator)
    {
        DecimalSeparator = decimalSeparator;
        byte[][] missing = [.. options.MissingValues.Select(Encoding.UTF8.GetBytes)];
        _missingByLength = new byte[missing.Select(bytes => bytes.Length).DefaultIfEmpty().Max() + 1][][];
        for (int length = 0; length < _missingByLength.Length; length++)
            _missingByLength[length] = [.. missing.Where(bytes => bytes.Length == length)];
        if (decimalSeparator != '.')
            _format = new NumberFormatInfo { NumberDecimalSeparator = decimalSeparator.ToString(), NumberGroupSeparator = " " };
    }

    public char DecimalSeparator { get; }

    public bool IsMissing(ReadOnlySpan<byte> field)
    {
        if (field.IsEmpty)
            return true;
        if (field.Length >= _missingByLength.Length)
            return false;
        foreach (byte[] spelling in _missingByLength[field.Length])
        {
            if (field.SequenceEqual(spelling))
                return true;
        }
        return false;
    }

    /// <summary>Whether the field is a number; one that Single cannot hold is infinite.</summary>
    public bool TryNumber(CsvReader csv, int field, out float value)
    {
        ReadOnlySpan<byte> text = csv.GetSpan(field);
        if (text.Length > LongestNumber)
        {
            value = 0;
            return false;
        }
        if (_format is not null)
            return float.TryParse(text, NumberStyles.Float, _format, out value) || TryInfinity(text, out value);
        // The reader's own parser passes over commas as groups of thousands: "0,5" would be 5.
        if (text.Contains((byte)','))
        {
            value = 0;
            return false;
        }
        return csv.TryParse(field, out value) || TryInfinity(text, out value);
    }

    public static bool TryBoolean(ReadOnlySpan<byte> field, out bool value)
    {
        value = Ascii.EqualsIgnoreCase(field, "true"u8);
        return value || Ascii.EqualsIgnoreCase(field, "false"u8);
    }

    private static bool TryInfinity(ReadOnlySpan<byte> text, out float value)
    {
        value = text.StartsWith("-"u8) ? float.NegativeInfinity : float.PositiveInfinity;
        ReadOnlySpan<byte> name = text[0] is (byte)'+' or (byte)'-' ? text[1..] : text;
        return Ascii.EqualsIgnoreCase(name, "inf"u8) || Ascii.EqualsIgnoreCase(name, "infinity"u8);
    }
}
