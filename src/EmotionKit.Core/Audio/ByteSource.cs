using System.Buffers;

namespace EmotionKit.Audio;

/// <summary>
/// The bytes of a recording, from memory or a stream, as a window that parsers look at. Parsers see spans only, so that they can be
/// tested on bytes; this type alone does I/O. Memory stays bounded by what a caller asks to see at once.
/// </summary>
internal sealed class ByteSource : IDisposable
{
    private const int BlockBytes = 1 << 16;

    /// <summary>A stream that cannot seek is read into memory for decoders that must; more than this is refused.</summary>
    private const int MaximumBuffered = 1 << 28;

    private readonly bool _ownsStream;
    private readonly Stream? _stream;
    private readonly long _origin;
    private ReadOnlyMemory<byte> _memory;
    private byte[]? _rented;
    private int _start, _end;
    private long _windowPosition;
    private bool _ended;
    private bool _isBuffered;

    public ByteSource(ReadOnlyMemory<byte> data, string? name)
    {
        Name = name ?? "audio in memory";
        _memory = data;
        _end = data.Length;
        _ended = true;
        CanSeek = true;
        Length = data.Length;
    }

    public ByteSource(Stream stream, string? name, bool ownsStream)
    {
        _stream = stream;
        _ownsStream = ownsStream;
        Name = name ?? (stream as FileStream)?.Name ?? "audio stream";
        CanSeek = stream.CanSeek;
        if (CanSeek)
        {
            _origin = stream.Position;
            Length = Math.Max(0, stream.Length - _origin);
        }
        _rented = ArrayPool<byte>.Shared.Rent(BlockBytes);
        _memory = _rented;
    }

    public string Name { get; }

    public bool CanSeek { get; private set; }

    /// <summary>Bytes in all, where that is known without reading.</summary>
    public long? Length { get; private set; }

    /// <summary>Offset of the next byte from the beginning of the recording.</summary>
    public long Position => _windowPosition + _start;

    /// <summary>What lies in the window now, from <see cref="Position"/> on.</summary>
    public ReadOnlySpan<byte> Buffered => _memory.Span[_start.._end];

    /// <summary>The window, with at least <paramref name="count"/> bytes unless the recording ends before.</summary>
    public ReadOnlySpan<byte> Ensure(int count)
    {
        if (_end - _start < count && !_ended)
            Fill(count);
        return _memory.Span[_start.._end];
    }

    /// <summary>The next bytes, as many of <paramref name="count"/> as there are, as a source of their own; good until this one is read on.</summary>
    public ByteSource Peek(int count)
    {
        int available = Math.Min(count, Ensure(count).Length);
        return new ByteSource(_memory.Slice(_start, available), Name);
    }

    /// <summary>Moves past <paramref name="count"/> bytes of the window.</summary>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _end - _start);
        _start += count;
    }

    /// <summary>Moves forward; past the end of the recording it stops there.</summary>
    public void Skip(long count)
    {
        int buffered = _end - _start;
        if (count <= buffered)
        {
            _start += (int)count;
            return;
        }
        if (CanSeek)
        {
            long target = count > long.MaxValue - Position ? long.MaxValue : Position + count;
            Seek(Math.Min(target, Length!.Value));
            return;
        }
        while (count > 0)
        {
            int available = Ensure(1).Length;
            if (available == 0)
                return;
            int step = (int)Math.Min(count, available);
            _start += step;
            count -= step;
        }
    }

    /// <summary>Moves to an offset from the beginning. Needs <see cref="CanSeek"/>.</summary>
    public void Seek(long position)
    {
        if (position >= _windowPosition && position <= _windowPosition + _end)
        {
            _start = (int)(position - _windowPosition);
            return;
        }
        if (_stream is null || _isBuffered)
            throw new ArgumentOutOfRangeException(nameof(position));
        _stream.Seek(_origin + position, SeekOrigin.Begin);
        _windowPosition = position;
        _start = _end = 0;
        _ended = false;
    }

    /// <summary>Makes a source that cannot seek one that can, from <see cref="Position"/> on, by reading all of it into memory.</summary>
    public void Buffer()
    {
        if (CanSeek)
            return;
        int count = BlockBytes;
        while (!_ended)
        {
            if (count > MaximumBuffered)
                throw AudioFormatException.In(Name, $"expected at most {MaximumBuffered} bytes from a stream that cannot seek, got more: save it as a file first.");
            Fill(count);
            count *= 2;
        }
        CanSeek = true;
        Length = _windowPosition + _end;
        _isBuffered = true;
    }

    public void Dispose()
    {
        if (_ownsStream)
            _stream?.Dispose();
        if (_rented is not null)
            ArrayPool<byte>.Shared.Return(_rented);
        _rented = null;
        _memory = default;
        _start = _end = 0;
        _ended = true;
    }

    private void Fill(int count)
    {
        byte[] buffer = _rented!;
        int kept = _end - _start;
        if (count > buffer.Length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(count);
            buffer.AsSpan(_start, kept).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer);
            _rented = buffer = larger;
            _memory = larger;
        }
        else if (_start > 0)
        {
            buffer.AsSpan(_start, kept).CopyTo(buffer);
        }
        _windowPosition += _start;
        _start = 0;
        _end = kept;
        while (_end < count)
        {
            int read = _stream!.Read(buffer, _end, buffer.Length - _end);
            if (read <= 0)
            {
                _ended = true;
                return;
            }
            _end += read;
        }
    }
}
