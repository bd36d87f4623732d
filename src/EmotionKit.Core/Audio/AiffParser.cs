using System.Buffers.Binary;

namespace EmotionKit.Audio;

/// <summary>AIFF and AIFF-C. Chunks may come in any order where the source can seek.</summary>
internal static class AiffParser
{
    private const int HeaderBytes = 12;
    private const int ChunkHeaderBytes = 8;
    private const int SoundHeaderBytes = 8;
    private const uint UnknownSize = 0xFFFFFFFF;

    public static bool Recognises(ReadOnlySpan<byte> head) =>
        head.Length >= HeaderBytes && head.StartsWith("FORM"u8) && (head[8..12].SequenceEqual("AIFF"u8) || head[8..12].SequenceEqual("AIFC"u8));

    /// <param name="source">At the first byte of the file.</param>
    /// <param name="unknown">What it is, where it cannot be decoded here.</param>
    /// <returns>The decoder; <see langword="null"/> for a coding that is compressed, which <paramref name="unknown"/> names.</returns>
    public static AudioDecoder? Open(ByteSource source, out string unknown)
    {
        bool isCompressed = source.Ensure(HeaderBytes)[11] == 'C';
        source.Advance(HeaderBytes);
        AiffCommonChunk? common = null;
        (long Position, long? Size)? sound = null;
        while (common is null || sound is null)
        {
            ReadOnlySpan<byte> chunk = source.Ensure(ChunkHeaderBytes);
            if (chunk.Length < ChunkHeaderBytes)
                break;
            long at = source.Position;
            uint size = BinaryPrimitives.ReadUInt32BigEndian(chunk[4..]);
            bool isCommon = chunk.StartsWith("COMM"u8);
            bool isSound = chunk.StartsWith("SSND"u8);
            source.Advance(ChunkHeaderBytes);
            if (isCommon && common is null)
            {
                int wanted = (int)Math.Min(size, AiffCommonChunk.MaximumBytes);
                ReadOnlySpan<byte> body = source.Ensure(wanted);
                common = AiffCommonChunk.Parse(body[..Math.Min(wanted, body.Length)], isCompressed, source.Name, at);
            }
            else if (isSound && sound is null)
            {
                if (common is null && !source.CanSeek)
                    throw AudioFormatException.At(source.Name, at, "the 'SSND' chunk comes before 'COMM', and the stream cannot seek back to it: read it into memory first.");
                sound = Sound(source, size);
                if (common is not null)
                    break;
            }
            ChunkPadding.SkipTo(source, at + ChunkHeaderBytes + size, (size & 1) != 0);
        }
        if (common is null)
            throw AudioFormatException.At(source.Name, source.Position, "expected a 'COMM' chunk, got the end of the file.");
        // A file without samples needs no chunk for them.
        if (sound is null && common.Value.Frames == 0)
            sound = (source.Position, 0);
        if (sound is null)
            throw AudioFormatException.At(source.Name, source.Position, "expected an 'SSND' chunk, got the end of the file.");

        unknown = $"AIFF-C compression '{common.Value.Compression}' with {common.Value.Bits} bits";
        if (common.Value.SampleEncoding is not { } encoding)
            return null;
        if (source.Position != sound.Value.Position)
            source.Seek(sound.Value.Position);
        int bits = encoding.IsFloat() || encoding is PcmEncoding.ALaw or PcmEncoding.MuLaw ? 8 * encoding.BytesPerSample() : common.Value.Bits;
        return new PcmDecoder(source, "aiff", new PcmFormat(encoding, common.Value.SampleRate, common.Value.Channels, bits), sound.Value.Size);
    }

    /// <summary>Where the samples are, and how many bytes; <see langword="null"/>: to the end of the file, as a writer to a pipe leaves it.</summary>
    private static (long Position, long? Size) Sound(ByteSource source, uint size)
    {
        ReadOnlySpan<byte> head = source.Ensure(SoundHeaderBytes);
        if (head.Length < SoundHeaderBytes)
            return (source.Position, 0);
        uint offset = BinaryPrimitives.ReadUInt32BigEndian(head);
        source.Advance(SoundHeaderBytes);
        source.Skip(offset);
        bool isOpen = size is 0 or UnknownSize;
        return (source.Position, isOpen ? null : Math.Max(0, (long)size - SoundHeaderBytes - offset));
    }
}
