namespace EmotionKit.Images.Png;

/// <summary>The compressed pixels of a PNG, whose chunks follow one another, as one stream.</summary>
internal sealed class PngDataStream(List<ReadOnlyMemory<byte>> parts) : Stream
{
    private int _part, _offset;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        while (_part < parts.Count)
        {
            ReadOnlySpan<byte> rest = parts[_part].Span[_offset..];
            if (rest.IsEmpty)
            {
                _part++;
                _offset = 0;
                continue;
            }
            int count = Math.Min(rest.Length, buffer.Length);
            rest[..count].CopyTo(buffer);
            _offset += count;
            return count;
        }
        return 0;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
