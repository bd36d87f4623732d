namespace EmotionKit.Audio;

/// <summary>Uncompressed samples of WAV and AIFF: one stretch of bytes.</summary>
internal sealed class PcmDecoder : AudioDecoder
{
    private const int BytesPerRead = 1 << 16;

    private readonly ByteSource _source;
    private readonly PcmEncoding _encoding;
    private readonly int _bytesPerFrame;
    private long _remaining;
    private readonly bool _sizeKnown;

    /// <param name="source">At the first sample.</param>
    /// <param name="container">Name for <see cref="AudioInfo.Container"/>.</param>
    /// <param name="format">Coding, rate, channels.</param>
    /// <param name="dataBytes">Bytes of samples; <see langword="null"/>: to the end of the file.</param>
    public PcmDecoder(ByteSource source, string container, PcmFormat format, long? dataBytes)
        : base(source.Name, Describe(source, container, format, dataBytes))
    {
        _source = source;
        _encoding = format.Encoding;
        _bytesPerFrame = format.BytesPerFrame;
        _sizeKnown = dataBytes is not null;
        _remaining = dataBytes ?? long.MaxValue;
    }

    public override int ReadFrames(Span<float> interleaved)
    {
        int frames = Capacity(interleaved.Length);
        int done = 0;
        while (done < frames && Next(frames - done, out ReadOnlySpan<byte> data) is > 0 and int count)
        {
            PcmConverter.ToSingle(_encoding, data, interleaved.Slice(done * Info.Channels, count * Info.Channels));
            Advance(count);
            done += count;
        }
        return done;
    }

    public override int ReadFrames(Span<int> interleaved)
    {
        int frames = Capacity(interleaved.Length);
        int done = 0;
        while (done < frames && Next(frames - done, out ReadOnlySpan<byte> data) is > 0 and int count)
        {
            PcmConverter.ToInt32(_encoding, data, interleaved.Slice(done * Info.Channels, count * Info.Channels));
            Advance(count);
            done += count;
        }
        return done;
    }

    public override long SkipFrames(long frames)
    {
        ThrowIfDisposed();
        Check.AtLeast(frames, 0);
        if (Info.Frames is null || !_source.CanSeek)
            return base.SkipFrames(frames);
        long left = Math.Min(_remaining, _source.Length!.Value - _source.Position) / _bytesPerFrame;
        long passed = Math.Min(frames, left);
        _source.Skip(passed * _bytesPerFrame);
        _remaining -= passed * _bytesPerFrame;
        return passed;
    }

    private protected override void Dispose(bool disposing)
    {
        if (disposing)
            _source.Dispose();
    }

    private static AudioInfo Describe(ByteSource source, string container, PcmFormat format, long? dataBytes)
    {
        long? present = source.Length - source.Position;
        long? bytes = dataBytes is null ? present : present is null ? dataBytes : Math.Min(dataBytes.Value, present.Value);
        return new AudioInfo(container, format.Encoding.CodecName(), format.SampleRate, format.Channels, format.BitsPerSample, bytes / format.BytesPerFrame);
    }

    /// <summary>Bytes of at most <paramref name="frames"/> frames that lie in the window; 0 at the end.</summary>
    private int Next(int frames, out ReadOnlySpan<byte> data)
    {
        data = default;
        long wanted = Math.Min((long)frames * _bytesPerFrame, Math.Max(BytesPerRead, _bytesPerFrame));
        int bytes = (int)Math.Min(wanted, _remaining);
        if (bytes == 0)
            return 0;
        ReadOnlySpan<byte> window = _source.Ensure(bytes);
        int count = Math.Min(window.Length, bytes) / _bytesPerFrame;
        if (count == 0)
            End(window.Length);
        data = window[..(count * _bytesPerFrame)];
        return count;
    }

    private void End(int leftOver)
    {
        if (_sizeKnown && leftOver < _remaining)
            WarnCutShort($"{Name} is cut short: {_remaining - leftOver} bytes of samples are missing at its end.");
        if (leftOver > 0)
        {
            string within = $"{Name} ends within a frame; its last {Math.Min(leftOver, _remaining)} bytes are left out.";
            // As its header says: odd, but whole.
            if (_sizeKnown && leftOver >= _remaining)
                Warn(within);
            else
                WarnCutShort(within);
        }
        _remaining = 0;
    }

    private void Advance(int frames)
    {
        _source.Advance(frames * _bytesPerFrame);
        _remaining -= (long)frames * _bytesPerFrame;
    }
}
