using System.Buffers.Binary;
using System.IO.Compression;

namespace EmotionKit.Reporting;

/// <summary>Writes 8-bit PNG images (ISO/IEC 15948), grey, RGB or of a palette.</summary>
internal static class Png
{
    private static readonly uint[] CrcTable = MakeCrcTable();

    /// <param name="pixels">[row, column, channel].</param>
    /// <param name="width">Columns, 1 or more.</param>
    /// <param name="height">Rows, 1 or more.</param>
    /// <param name="channels">1 for grey, 3 for red, green and blue.</param>
    public static string DataUri(ReadOnlySpan<byte> pixels, int width, int height, int channels) =>
        "data:image/png;base64," + Convert.ToBase64String(Encode(pixels, width, height, channels));

    /// <param name="pixels">[row, column], numbers of colours.</param>
    /// <param name="width">Columns, 1 or more.</param>
    /// <param name="height">Rows, 1 or more.</param>
    /// <param name="palette">256 colours of red, green and blue.</param>
    public static string DataUriIndexed(ReadOnlySpan<byte> pixels, int width, int height, ReadOnlySpan<byte> palette) =>
        "data:image/png;base64," + Convert.ToBase64String(Encode(pixels, width, height, 1, palette));

    /// <inheritdoc cref="DataUri"/>
    public static byte[] Encode(ReadOnlySpan<byte> pixels, int width, int height, int channels) => Encode(pixels, width, height, channels, []);

    private static byte[] Encode(ReadOnlySpan<byte> pixels, int width, int height, int channels, ReadOnlySpan<byte> palette)
    {
        Check.Positive(width);
        Check.Positive(height);
        if (channels is not (1 or 3))
            throw new ArgumentException($"channels: expected 1 or 3, got {channels}.", nameof(channels));
        Check.Length(pixels.Length, checked(width * height * channels), nameof(pixels));
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;
        header[9] = (byte)(channels == 3 ? 2 : palette.IsEmpty ? 0 : 3);
        Chunk(file, "IHDR"u8, header);
        if (!palette.IsEmpty)
            Chunk(file, "PLTE"u8, palette);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            int stride = width * channels;
            for (int y = 0; y < height; y++)
            {
                zlib.WriteByte(0);
                zlib.Write(pixels.Slice(y * stride, stride));
            }
        }
        Chunk(file, "IDAT"u8, packed.GetBuffer().AsSpan(0, (int)packed.Length));
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static void Chunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> word = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(word, data.Length);
        file.Write(word);
        file.Write(type);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(word, ~Crc(Crc(uint.MaxValue, type), data));
        file.Write(word);
    }

    private static uint Crc(uint crc, ReadOnlySpan<byte> data)
    {
        foreach (byte b in data)
            crc = CrcTable[(byte)(crc ^ b)] ^ (crc >> 8);
        return crc;
    }

    private static uint[] MakeCrcTable()
    {
        uint[] table = new uint[256];
        for (uint n = 0; n < 256; n++)
        {
            uint c = n;
            for (int bit = 0; bit < 8; bit++)
                c = (c & 1) != 0 ? 0xEDB88320 ^ (c >> 1) : c >> 1;
            table[n] = c;
        }
        return table;
    }
}
