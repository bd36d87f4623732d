namespace EmotionKit.Tabular;

/// <summary>Text whose runs of spaces and tabs outside quotes are one space, none at the ends of a line.</summary>
internal sealed class SpaceRunReader(TextReader inner, char quote) : TextReader
{
    private readonly char[] _buffer = new char[16 * 1024];
    private int _length;
    private int _next;
    private bool _inQuotes;
    private bool _gap;
    private bool _atStart = true;

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        int written = 0;
        while (written < buffer.Length)
        {
            if (_next == _length)
            {
                _next = 0;
                _length = inner.Read(_buffer, 0, _buffer.Length);
                if (_length == 0)
                    break;
            }
            char c = _buffer[_next];
            if (!_inQuotes && c is ' ' or '\t')
            {
                _gap = !_atStart;
                _next++;
                continue;
            }
            bool endsLine = !_inQuotes && c is '\r' or '\n';
            if (_gap && !endsLine)
            {
                buffer[written++] = ' ';
                _gap = false;
                continue;
            }
            _gap = false;
            _atStart = endsLine;
            if (c == quote)
                _inQuotes = !_inQuotes;
            buffer[written++] = c;
            _next++;
        }
        return written;
    }

    public override int Read()
    {
        Span<char> one = stackalloc char[1];
        return Read(one) == 0 ? -1 : one[0];
    }

    public override int Peek() => throw new NotSupportedException("The text is read in blocks.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
