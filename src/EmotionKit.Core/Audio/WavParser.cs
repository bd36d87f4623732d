using System.Buffers.Binary;

namespace EmotionKit.Audio;

/// <summary>
/// RIFF/WAVE and its kin: RIFX (big-endian), RF64 (EBU Tech 3306) and BW64 (ITU-R BS.2088). Chunks may come in any order, be padded or not,
/// and lie about their sizes.
/// </summary>
internal static class WavParser
{
    private const int HeaderBytes = 12;
    private const int ChunkHeaderBytes = 8;
    private const int ProbeBytes = 1 << 16;
    private const uint UnknownSize = 0xFFFFFFFF;

    public static bool Recognises(ReadOnlySpan<byte> head) =>
        head.Length >= HeaderBytes && head[8..12].SequenceEqual("WAVE"u8)
        && (head.StartsWith("RIFF"u8) || head.StartsWith("RIFX"u8) || head.StartsWith("RF64"u8) || head.StartsWith("BW64"u8));

    /// <param name="source">At the first byte of the file.</param>
    /// <param name="unknown">What it is, where it cannot be decoded here.</param>
    /// <returns>The decoder; <see langword="null"/> for a coding that is compressed, which <paramref name="unknown"/> names.</returns>
    public static AudioDecoder? Open(ByteSource source, out string unknown)
    {
        ReadOnlySpan<byte> head = source.Ensure(HeaderBytes);
        bool bigEndian = head[3] == 'X';
        bool is64 = head[0] != 'R' || head[1] == 'F';
        source.Advance(HeaderBytes);

        WavFormatChunk? format = null;
        long? longDataSize = null;
        (long Position, long? Size)? data = null;
        while (true)
        {
            ReadOnlySpan<byte> chunk = source.Ensure(ChunkHeaderBytes);
            if (chunk.Length < ChunkHeaderBytes)
                break;
            long at = source.Position;
            uint size = UInt32(chunk[4..], bigEndian);
            bool isFormat = chunk.StartsWith("fmt "u8);
            bool isData = chunk.StartsWith("data"u8);
            bool isDs64 = is64 && chunk.StartsWith("ds64"u8);
            source.Advance(ChunkHeaderBytes);

            if (isFormat && format is null)
            {
                int wanted = (int)Math.Min(size, WavFormatChunk.MaximumBytes);
                ReadOnlySpan<byte> body = source.Ensure(wanted);
                format = WavFormatChunk.Parse(body[..Math.Min(wanted, body.Length)], bigEndian, source.Name, at);
            }
            else if (isDs64 && size >= 16)
            {
                ReadOnlySpan<byte> body = source.Ensure(16);
                if (body.Length >= 16)
                    longDataSize = BinaryPrimitives.ReadInt64LittleEndian(body[8..]);
            }
            else if (isData && data is null)
            {
                data = (source.Position, DataSize(source, size, longDataSize, bigEndian));
                if (format is null && !source.CanSeek)
                    throw AudioFormatException.At(source.Name, at, "the 'data' chunk comes before 'fmt ', and the stream cannot seek back to it: read it into memory first.");
            }
            if (format is not null && data is not null)
                break;
            SkipChunk(source, isData && data is not null ? data.Value.Size ?? long.MaxValue : size);
        }

        if (format is null)
            throw AudioFormatException.At(source.Name, source.Position, "expected a 'fmt ' chunk, got the end of the file.");
        if (data is null)
            throw AudioFormatException.At(source.Name, source.Position, "expected a 'data' chunk, got the end of the file.");
        unknown = $"WAV with format tag 0x{format.Value.Tag:X4} and {format.Value.ContainerBits} bits";
        if (format.Value.Encoding(bigEndian) is not { } encoding)
            return null;
        if (source.Position != data.Value.Position)
            source.Seek(data.Value.Position);
        return Decoder(source, format.Value, encoding, data.Value.Size);
    }

    private static PcmDecoder Decoder(ByteSource source, WavFormatChunk format, PcmEncoding encoding, long? dataBytes)
    {
        var pcm = new PcmFormat(encoding, format.SampleRate, format.Channels, format.ValidBits);
        if (encoding == PcmEncoding.S32LittleEndian && format.ValidBits is > 16 and <= 24)
        {
            ReadOnlySpan<byte> samples = source.Ensure(ProbeBytes);
            pcm = pcm with { Encoding = Padded24.Detect(samples[..(int)Math.Min(samples.Length, Math.Min(ProbeBytes, dataBytes ?? long.MaxValue))]) };
        }
        if (pcm.Encoding == PcmEncoding.F24LittleEndian)
            pcm = pcm with { BitsPerSample = 32 };
        return new PcmDecoder(source, "wav", pcm, dataBytes);
    }

    /// <summary>Bytes of samples; <see langword="null"/>: to the end of the file.</summary>
    private static long? DataSize(ByteSource source, uint size, long? longSize, bool bigEndian)
    {
        if (size == UnknownSize)
            return longSize is > 0 and < long.MaxValue ? longSize : null;
        if (size > 0)
            return size;
        // A writer to a pipe leaves 0 here. Only where nothing but chunks follows is it meant.
        return source.CanSeek && OnlyChunksFollow(source, bigEndian) ? 0 : null;
    }

    private static bool OnlyChunksFollow(ByteSource source, bool bigEndian)
    {
        long start = source.Position;
        bool areChunks = true;
        while (areChunks && source.Ensure(ChunkHeaderBytes) is { Length: > 0 } chunk)
        {
            long size = chunk.Length < ChunkHeaderBytes ? long.MaxValue : UInt32(chunk[4..], bigEndian) + (long)ChunkHeaderBytes;
            areChunks = size <= source.Length - source.Position && ChunkPadding.IsChunkName(chunk[..4]);
            if (areChunks)
                source.Skip(size + (size & 1));
        }
        source.Seek(start);
        return areChunks;
    }

    private static void SkipChunk(ByteSource source, long size)
    {
        long end = size > long.MaxValue - source.Position ? long.MaxValue : source.Position + size;
        ChunkPadding.SkipTo(source, end, (size & 1) != 0);
    }

    private static uint UInt32(ReadOnlySpan<byte> bytes, bool bigEndian) =>
        bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
}
