using System.Buffers;
using System.Security.Cryptography;

namespace EmotionKit.Audio.Flac;

/// <summary>FLAC (RFC 9639): a native file, or bare frames as a multicast receiver gets them.</summary>
internal sealed class FlacDecoder : AudioDecoder
{
    private const int SearchBytes = 1 << 20;

    private readonly ByteSource _source;
    private readonly FlacStreamInfo? _info;
    private readonly FlacFrameHeader _first;
    private readonly FlacFrame _frame = new();
    private readonly bool _verify;
    private IncrementalHash? _md5;
    private byte[] _hashed = [];
    private ChannelRemix? _remix;
    private long _decoded;
    private int _next;
    private int _available;
    private int _shift;
    private bool _ended;

    private FlacDecoder(ByteSource source, AudioInfo info, FlacStreamInfo? streamInfo, in FlacFrameHeader first, AudioDecoderOptions options)
        : base(source.Name, info)
    {
        _source = source;
        _info = streamInfo;
        _first = first;
        _verify = options.VerifyChecksums;
        if (options is { VerifyChecksums: true, VerifyMd5: true } && streamInfo is { HasMd5: true })
            _md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
    }

    /// <param name="source">At the marker.</param>
    /// <param name="options">How to decode.</param>
    public static FlacDecoder Open(ByteSource source, AudioDecoderOptions options)
    {
        FlacStreamInfo info = FlacMetadata.Read(source);
        long at = source.Position;
        ReadOnlySpan<byte> window = source.Ensure(FlacFrameHeader.MaximumBytes);
        if (window.IsEmpty)
        {
            var nothing = new AudioInfo("flac", "flac", Math.Max(1, info.SampleRate), info.Channels, info.BitsPerSample, 0);
            var empty = new FlacDecoder(source, nothing, info, default, options) { _ended = true };
            empty.WarnCutShort($"{source.Name} ends with its metadata: it holds no FLAC frame.");
            return empty;
        }
        string? problem = FlacFrameHeader.Parse(window, info, out FlacFrameHeader first);
        bool isJunkInFront = problem is not null;
        if (isJunkInFront && !FlacSync.FindFrame(source, info, long.MaxValue, out first))
            throw AudioFormatException.At(source.Name, at, $"{problem}, and no FLAC frame follows.");
        return Start(source, info, first, at, options);
    }

    /// <summary>Opens frames without metadata in front, with or without other bytes before the first whole frame.</summary>
    /// <returns><see langword="null"/> where there is no frame near the beginning; the source is not moved then.</returns>
    public static FlacDecoder? OpenBare(ByteSource source, AudioDecoderOptions options)
    {
        using ByteSource beginning = source.Peek(SearchBytes);
        if (!FlacSync.FindFrame(beginning, null, SearchBytes, out FlacFrameHeader first))
            return null;
        long at = source.Position;
        source.Advance((int)beginning.Position);
        return Start(source, null, first, at, options);
    }

    public override int ReadFrames(Span<float> interleaved)
    {
        int frames = Capacity(interleaved.Length);
        int done = 0;
        while (done < frames && (_available > 0 || DecodeNext()))
        {
            int count = Math.Min(frames - done, _available);
            float scale = MathF.ScaleB(1f, _shift - 31);
            Span<float> output = interleaved.Slice(done * Info.Channels, count * Info.Channels);
            if (Info.Channels == 1)
                Interleave.One(Samples(0).Slice(_next, count), scale, output);
            else if (Info.Channels == 2)
                Interleave.Two(Samples(0).Slice(_next, count), Samples(1).Slice(_next, count), scale, output);
            else
                for (int channel = 0; channel < Info.Channels; channel++)
                    Interleave.Any(Samples(channel).Slice(_next, count), scale, output[channel..], Info.Channels);
            Pass(count);
            done += count;
        }
        return done;
    }

    public override int ReadFrames(Span<int> interleaved)
    {
        int frames = Capacity(interleaved.Length);
        int done = 0;
        while (done < frames && (_available > 0 || DecodeNext()))
        {
            int count = Math.Min(frames - done, _available);
            Span<int> output = interleaved.Slice(done * Info.Channels, count * Info.Channels);
            for (int channel = 0; channel < Info.Channels; channel++)
                Interleave.Any(Samples(channel).Slice(_next, count), _shift, output[channel..], Info.Channels);
            Pass(count);
            done += count;
        }
        return done;
    }

    public override long SkipFrames(long frames)
    {
        ThrowIfDisposed();
        Check.AtLeast(frames, 0);
        long passed = 0;
        while (passed < frames && (_available > 0 || DecodeNext()))
        {
            int count = (int)Math.Min(frames - passed, _available);
            Pass(count);
            passed += count;
        }
        return passed;
    }

    private protected override void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        _source.Dispose();
        _frame.Dispose();
        _md5?.Dispose();
        _md5 = null;
        ArrayPool<byte>.Shared.Return(_hashed);
        _hashed = [];
        _available = 0;
        _ended = true;
    }

    private static FlacDecoder Start(ByteSource source, FlacStreamInfo? info, in FlacFrameHeader first, long expectedAt, AudioDecoderOptions options)
    {
        long? frames = info is { TotalSamples: > 0 } ? info.TotalSamples : null;
        var described = new AudioInfo("flac", "flac", first.SampleRate, first.Channels, first.BitsPerSample, frames);
        var decoder = new FlacDecoder(source, described, info, first, options);
        if (source.Position != expectedAt)
        {
            decoder.Warn($"{source.Name}: {source.Position - expectedAt} bytes before the first FLAC frame are left out.");
            decoder.ForgetMd5();
        }
        return decoder;
    }

    private ReadOnlySpan<int> Samples(int channel) => _remix is null ? _frame.Channel(channel) : _remix.Channel(channel);

    private void Pass(int count)
    {
        _next += count;
        _available -= count;
    }

    /// <summary>Decodes the next frame; false at the end.</summary>
    private bool DecodeNext()
    {
        if (_ended)
            return false;
        long at = _source.Position;
        ReadOnlySpan<byte> window = _source.Ensure(FlacFrameHeader.MaximumBytes);
        if (window.IsEmpty)
            return Finish();
        string? problem = FlacFrameHeader.Parse(window, _info, out FlacFrameHeader header);
        if (problem is not null)
            return FinishBeforeJunk(at, problem);
        CheckAgainstStream(header, at);

        int wanted = header.UncompressedBytes;
        // Rice codes can be longer than what they code; an encoder that lets them is broken, and a limit keeps a damaged file from filling the memory.
        long limit = 4L * wanted + (1 << 16);
        FlacFrameResult result;
        do
        {
            window = _source.Ensure(wanted);
            result = _frame.Decode(window, header, _verify);
            if (result == FlacFrameResult.NeedsMoreData && window.Length < wanted)
                return FinishWithinFrame(at);
            wanted = (int)Math.Min(2L * Math.Max(wanted, window.Length), int.MaxValue / 2);
        }
        while (result == FlacFrameResult.NeedsMoreData && window.Length < limit);
        if (result != FlacFrameResult.Decoded)
            throw AudioFormatException.At(Name, at, $"{(_frame.Problem.Length > 0 ? _frame.Problem : "the FLAC frame does not end")}; the recording is damaged after {_decoded} frames of audio.");

        _source.Advance(_frame.Bytes);
        _decoded += _frame.BlockSize;
        Hash();
        _shift = 32 - _frame.BitsPerSample;
        _next = 0;
        _available = _frame.BlockSize;
        Remix();
        return true;
    }

    private void CheckAgainstStream(in FlacFrameHeader header, long at)
    {
        int bits = _info?.BitsPerSample ?? _first.BitsPerSample;
        if (header.BitsPerSample != bits)
            throw AudioFormatException.At(Name, at, $"expected a FLAC frame of {bits} bits per sample, got {header.BitsPerSample}.");
        if (header.SampleRate != _first.SampleRate)
            throw AudioFormatException.At(Name, at, $"expected a FLAC frame of {_first.SampleRate} Hz, got {header.SampleRate} Hz: a recording has one rate here; split it where the rate changes.");
        if (_info is not null && header.BlockSize > _info.MaximumBlockSize)
            throw AudioFormatException.At(Name, at, $"expected a FLAC block of at most {_info.MaximumBlockSize} samples, as STREAMINFO says, got {header.BlockSize}.");
    }

    /// <summary>The number of channels may change between frames; the output keeps that of the first.</summary>
    private void Remix()
    {
        if (_frame.Channels == Info.Channels)
        {
            _remix = null;
            return;
        }
        if (_remix?.InputChannels != _frame.Channels)
        {
            Warn($"{Name} changes from {Info.Channels} to {_frame.Channels} channels within the recording; they are mixed to {Info.Channels}.");
            _remix = new ChannelRemix(_frame.Channels, Info.Channels);
        }
        _remix.Mix(_frame);
        _shift = 0;
    }

    private bool Finish()
    {
        _ended = true;
        if (_info is { TotalSamples: > 0 } && _decoded < _info.TotalSamples)
        {
            WarnCutShort($"{Name} is cut short: its header promises {_info.TotalSamples} frames, it holds {_decoded}.");
            return false;
        }
        if (_md5 is null)
            return false;
        byte[] actual = _md5.GetHashAndReset();
        if (!actual.AsSpan().SequenceEqual(_info!.Md5))
        {
            throw AudioFormatException.In(Name,
                $"the decoded samples do not have the MD5 that the FLAC header gives: expected {Convert.ToHexStringLower(_info.Md5)}, got {Convert.ToHexStringLower(actual)}. The recording is damaged, or its encoder was.");
        }
        return false;
    }

    /// <summary>Something other than a frame: a tag or filler at the end, or damage in the middle.</summary>
    private bool FinishBeforeJunk(long at, string problem)
    {
        if (_decoded == 0 || FlacSync.FindHeader(_source, _info, _first))
            throw AudioFormatException.At(Name, at, $"{problem}; {(_decoded == 0 ? "there is no whole frame" : $"frames follow from byte {_source.Position} on, so the recording is damaged")}.");
        long junk = _source.Position - at;
        if (_info is { TotalSamples: > 0 } && _decoded < _info.TotalSamples)
            ForgetMd5();
        Warn($"{Name}: {junk} bytes after the last FLAC frame are left out.");
        return Finish();
    }

    private bool FinishWithinFrame(long at)
    {
        if (_decoded == 0)
            throw AudioFormatException.At(Name, at, "the file ends within its first FLAC frame: there is nothing to decode.");
        _source.Advance(2);
        if (FlacSync.FindHeader(_source, _info, _first))
            throw AudioFormatException.At(Name, at, $"the FLAC frame goes beyond the next one at byte {_source.Position}: the recording is damaged after {_decoded} frames of audio.");
        ForgetMd5();
        WarnCutShort($"{Name} is cut short: it ends within a FLAC frame, after {_decoded} whole frames of audio.");
        _ended = true;
        return false;
    }

    private void ForgetMd5()
    {
        _md5?.Dispose();
        _md5 = null;
    }

    private void Hash()
    {
        if (_md5 is null)
            return;
        int length = _frame.BlockSize * _frame.Channels * FlacSampleBytes.BytesPerSample(_frame);
        if (_hashed.Length < length + FlacSampleBytes.Slack)
        {
            ArrayPool<byte>.Shared.Return(_hashed);
            _hashed = ArrayPool<byte>.Shared.Rent(length + FlacSampleBytes.Slack);
        }
        FlacSampleBytes.Write(_frame, _hashed);
        _md5.AppendData(_hashed.AsSpan(0, length));
    }
}
