namespace EmotionKit.Audio.Flac;

/// <summary>Finds frames among other bytes.</summary>
internal static class FlacSync
{
    private const int Step = 1 << 15;

    /// <summary>Moves to the first whole frame whose header and body have right checksums.</summary>
    /// <param name="source">Where to begin.</param>
    /// <param name="info">What a header may leave out.</param>
    /// <param name="limit">How many bytes to search.</param>
    /// <param name="header">The header of the frame found.</param>
    /// <returns>False where there is none.</returns>
    public static bool FindFrame(ByteSource source, FlacStreamInfo? info, long limit, out FlacFrameHeader header)
    {
        using var frame = new FlacFrame();
        long end = limit > long.MaxValue - source.Position ? long.MaxValue : source.Position + limit;
        while (NextHeader(source, info, end, out header))
        {
            ReadOnlySpan<byte> window = source.Ensure(header.UncompressedBytes);
            if (frame.Decode(window, header, verify: true) == FlacFrameResult.Decoded)
                return true;
            source.Advance(1);
        }
        return false;
    }

    /// <summary>Moves to the next header of the same stream, or to the end.</summary>
    public static bool FindHeader(ByteSource source, FlacStreamInfo? info, in FlacFrameHeader like)
    {
        while (NextHeader(source, info, long.MaxValue, out FlacFrameHeader header))
        {
            if (header.SampleRate == like.SampleRate && header.Channels == like.Channels && header.BitsPerSample == like.BitsPerSample)
                return true;
            source.Advance(1);
        }
        return false;
    }

    private static bool NextHeader(ByteSource source, FlacStreamInfo? info, long end, out FlacFrameHeader header)
    {
        header = default;
        while (source.Position < end)
        {
            ReadOnlySpan<byte> window = source.Ensure(Step);
            if (window.Length < 2)
            {
                source.Advance(window.Length);
                return false;
            }
            int at = window.IndexOf((byte)0xFF);
            if (at < 0)
            {
                source.Advance(window.Length);
                continue;
            }
            source.Advance(at);
            window = source.Ensure(FlacFrameHeader.MaximumBytes);
            if (FlacFrameHeader.Parse(window, info, out header) is null)
                return true;
            source.Advance(1);
        }
        return false;
    }
}
