using System.Globalization;

namespace EmotionKit.Credit;

/// <summary>What texts look like that should have been something else.</summary>
internal sealed class TextLook
{
    private static readonly string[] DateFormats =
    [
        "yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "d.M.yyyy", "d.M.yy", "d/M/yyyy", "M/d/yyyy", "d/M/yy", "M/d/yy", "d-M-yyyy", "d-MMM-yyyy", "d-MMM-yy", "d MMM yyyy", "MMM d, yyyy",
        "MMM-yyyy", "MMM-yy", "yyyy-MM",
    ];

    private static readonly NumberFormatInfo CommaFormat = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };

    private bool _mayBeDates = true;
    private bool _mayBeNumbers = true;
    private bool _hasSigns;
    private int _numbers;
    private int _others;
    private string _other = "";

    /// <summary>What to do about them, or null where they look like categories.</summary>
    public string? Advice =>
        _mayBeDates ? "holds dates, which say little as they are: give a number instead, such as the days from then to the application"
        : _mayBeNumbers && _hasSigns ? "holds numbers that are written with signs, such as 1,234.50 or 5%: write them plainly, as 1234.5 and 5"
        : null;

    /// <summary>Of numbers with a few texts among them, the first of these; else null.</summary>
    public string? Strays => _others > 0 && _numbers >= 9L * _others ? $", numbers but for {_others} such as '{_other}': write those as numbers, or leave them empty" : null;

    /// <summary>Told of each different text.</summary>
    public void See(ReadOnlySpan<char> text)
    {
        _mayBeDates = _mayBeDates && IsDate(text);
        _mayBeNumbers = _mayBeNumbers && IsDecoratedNumber(text);
        // Plain numbers are texts because somebody wants them to be categories.
        bool isNumber = float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
        _hasSigns = _hasSigns || !isNumber;
        if (isNumber)
            _numbers++;
        else if (_others++ == 0)
            _other = text.ToString();
    }

    private static bool IsDate(ReadOnlySpan<char> text)
    {
        // A time of the day may follow.
        int end = text.IndexOf('T');
        if (end < 0 && text.IndexOf(':') is var colon and > 0)
            end = text[..colon].LastIndexOf(' ');
        ReadOnlySpan<char> day = end > 0 && text[(end + 1)..].Contains(':') ? text[..end] : text;
        return DateOnly.TryParseExact(day, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out _);
    }

    private static bool IsDecoratedNumber(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> bare = text.Trim("$€£¥% \u00a0\u202f");
        return float.TryParse(bare, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out _)
            || float.TryParse(bare, NumberStyles.Float | NumberStyles.AllowThousands, CommaFormat, out _);
    }
}
