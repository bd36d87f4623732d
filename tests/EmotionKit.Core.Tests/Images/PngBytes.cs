using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace EmotionKit.Core.Tests.Images;

/// <summary>Writes PNG files of any kind, with every filter in turn and the pixels in several chunks.</summary>
internal sealed class PngBytes
{
    private const int PartLength = 37;

    private static readonly (int X, int Y, int StepX, int StepY)[] Adam7 =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    public required int Width { get; init; }

    public required int Height { get; init; }

    /// <summary>0 grey, 2 red green blue, 3 palette, 4 grey and alpha, 6 red green blue alpha.</summary>
    public required int Color { get; init; }

    public required int Depth { get; init; }

    public bool IsInterlaced { get; init; }

    public byte[] Palette { get; init; } = [];

    public byte[] Transparency { get; init; } = [];

    /// <summary>[row, column, channel].</summary>
    public required int[] Samples { get; init; }

    public int Channels => Color switch { 0 or 3 => 1, 4 => 2, 2 => 3, _ => 4 };

    public static byte[] Chunk(string type, byte[] data)
    {
        byte[] chunk = new byte[data.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        Encoding.ASCII.GetBytes(type).CopyTo(chunk, 4);
        data.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Crc(chunk.AsSpan(4, 4 + data.Length)));
        return chunk;
    }

    public byte[] Header()
    {
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), Height);
        header[8] = (byte)Depth;
        header[9] = (byte)Color;
        header[12] = (byte)(IsInterlaced ? 1 : 0);
        return header;
    }

    public byte[] Pixels()
    {
        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            int row = 0;
            foreach ((int x, int y, int stepX, int stepY) in IsInterlaced ? Adam7 : [(0, 0, 1, 1)])
            {
                byte[]? above = null;
                for (int at = y; at < Height && x < Width; at += stepY)
                {
                    byte[] plain = Pack(at, x, stepX);
                    zlib.Write(Filter(row++ % 5, plain, above ?? new byte[plain.Length]));
                    above = plain;
                }
            }
        }
        return packed.ToArray();
    }

    public byte[] ToArray()
    {
        var file = new List<byte>([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, .. Chunk("IHDR", Header()), .. Chunk("tEXt", [1, 0, 2])]);
        if (Palette.Length > 0)
            file.AddRange(Chunk("PLTE", Palette));
        if (Transparency.Length > 0)
            file.AddRange(Chunk("tRNS", Transparency));
        foreach (byte[] part in Pixels().Chunk(PartLength))
            file.AddRange(Chunk("IDAT", part));
        return [.. file, .. Chunk("IEND", [])];
    }

    private byte[] Pack(int y, int x, int step)
    {
        var bits = new List<bool>();
        for (; x < Width; x += step)
        {
            for (int c = 0; c < Channels; c++)
            {
                int sample = Samples[(y * Width + x) * Channels + c];
                for (int bit = Depth - 1; bit >= 0; bit--)
                    bits.Add((sample >> bit & 1) != 0);
            }
        }
        byte[] row = new byte[(bits.Count + 7) / 8];
        for (int i = 0; i < bits.Count; i++)
            row[i / 8] |= (byte)(bits[i] ? 0x80 >> i % 8 : 0);
        return row;
    }

    // W3C PNG, 9.2.
    private byte[] Filter(int kind, byte[] row, byte[] above)
    {
        int step = Math.Max(1, Channels * Depth / 8);
        byte[] filtered = new byte[row.Length + 1];
        filtered[0] = (byte)kind;
        for (int i = 0; i < row.Length; i++)
        {
            int a = i >= step ? row[i - step] : 0, b = above[i], c = i >= step ? above[i - step] : 0;
            int p = a + b - c;
            int nearest = new[] { a, b, c }.OrderBy(value => Math.Abs(p - value)).First();
            filtered[i + 1] = (byte)(row[i] - kind switch { 0 => 0, 1 => a, 2 => b, 3 => (a + b) / 2, _ => nearest });
        }
        return filtered;
    }

    private static uint Crc(ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in data)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
        }
        return ~crc;
    }
}
