namespace EmotionKit.Audio.Flac;

/// <summary>The metadata blocks in front of the frames (RFC 9639, 8). Only STREAMINFO is of interest; it must be the first.</summary>
internal static class FlacMetadata
{
    private const int BlockHeaderBytes = 4;
    private const int LastBlock = 0x80;
    private const int StreamInfo = 0;
    private const int Padding = 1;
    private const int Application = 2;
    private const int Picture = 6;

    public static ReadOnlySpan<byte> Marker => "fLaC"u8;

    /// <summary>Reads up to the first frame.</summary>
    /// <param name="source">At the marker.</param>
    /// <exception cref="AudioFormatException">STREAMINFO is missing, not the first, twice there or of a wrong length, or a block is cut short.</exception>
    public static FlacStreamInfo Read(ByteSource source)
    {
        source.Advance(Marker.Length);
        FlacStreamInfo? info = null;
        while (true)
        {
            long at = source.Position;
            ReadOnlySpan<byte> head = source.Ensure(BlockHeaderBytes);
            if (head.Length < BlockHeaderBytes)
            {
                source.Advance(head.Length);
                return info ?? throw AudioFormatException.At(source.Name, at, "expected the STREAMINFO block of a FLAC file, got its end.");
            }
            bool isLast = (head[0] & LastBlock) != 0;
            int type = head[0] & ~LastBlock;
            int length = (head[1] << 16) | (head[2] << 8) | head[3];
            source.Advance(BlockHeaderBytes);
            if (type == StreamInfo != info is null)
                throw AudioFormatException.At(source.Name, at, $"expected one STREAMINFO as the first metadata block of a FLAC file, got block type {type}{(info is null ? " first" : " again")}.");
            if (info is null)
            {
                ReadOnlySpan<byte> block = source.Ensure(FlacStreamInfo.Bytes);
                if (length != FlacStreamInfo.Bytes || block.Length < FlacStreamInfo.Bytes)
                    throw AudioFormatException.At(source.Name, at, $"expected a STREAMINFO block of {FlacStreamInfo.Bytes} bytes, got {Math.Min(length, block.Length)}.");
                info = FlacStreamInfo.Parse(block, source.Name, at);
            }
            else if (IsContent(type) && source.Length - source.Position < length)
            {
                throw AudioFormatException.At(source.Name, at, $"expected a metadata block of {length} bytes, got {source.Length - source.Position} and the end of the file.");
            }
            source.Skip(length);
            if (isLast)
                return info;
        }
    }

    /// <summary>Blocks whose content is defined and matters to someone; padding, application data and unknown types may be anything.</summary>
    private static bool IsContent(int type) => type <= Picture && type is not (Padding or Application);
}
