using System.IO.Compression;

namespace EmotionKit.Images.Png;

/// <summary>PNG, every colour type, depth and both interlace methods; of an animation the first image.</summary>
internal static class PngReader
{
    /// <summary>More than a byte of Deflate can become.</summary>
    private const int MostDeflate = 1040;

    // First column, first row, step of columns, step of rows of the seven passes (W3C PNG, 8.1).
    private static readonly (int X, int Y, int StepX, int StepY)[] Adam7 =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    private static readonly (int X, int Y, int StepX, int StepY)[] Progressive = [(0, 0, 1, 1)];

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    public static bool Fits(ReadOnlySpan<byte> data) => data.StartsWith(Signature);

    public static GrayImage Read(ReadOnlyMemory<byte> data, ImageReadOptions options, string name)
    {
        PngChunks chunks = PngChunks.Read(data[Signature.Length..], Signature.Length, options, name);
        PngHeader header = chunks.Header;
        (int X, int Y, int StepX, int StepY)[] passes = header.IsInterlaced ? Adam7 : Progressive;
        CheckLength(chunks, passes, name);
        var pixels = new PngPixels(chunks, options, name);
        float[] image = new float[header.Width * header.Height];
        byte[] row = new byte[header.RowBytes(header.Width)], above = new byte[row.Length];
        try
        {
            using var unpacked = new ZLibStream(new PngDataStream(chunks.Data), CompressionMode.Decompress);
            foreach ((int x, int y, int stepX, int stepY) in passes)
            {
                int width = Steps(header.Width, x, stepX);
                int bytes = (int)header.RowBytes(width);
                if (width == 0)
                    continue;
                above.AsSpan().Clear();
                for (int at = y; at < header.Height; at += stepY)
                {
                    ReadRow(unpacked, row.AsSpan(0, bytes), above.AsSpan(0, bytes), header.BytesPerPixel, at, name);
                    pixels.Convert(row, width, image.AsSpan(at * header.Width + x), stepX);
                    (row, above) = (above, row);
                }
            }
        }
        // The file is in memory: what zlib refuses, such as a preset dictionary, comes as an IOException.
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw new ImageFormatException($"{name}: the PNG file's pixels are damaged: {e.Message}", e);
        }
        return new GrayImage(header.Height, header.Width, image);
    }

    private static void ReadRow(Stream unpacked, Span<byte> row, ReadOnlySpan<byte> above, int step, int at, string name)
    {
        int filter = unpacked.ReadByte();
        if (filter < 0 || unpacked.ReadAtLeast(row, row.Length, throwOnEndOfStream: false) < row.Length)
            throw ImageFormatException.In(name, $"the PNG file's pixels are cut short: they end in row {at}.");
        if (!PngFilter.Undo(filter, row, above, step))
            throw ImageFormatException.In(name, $"expected a PNG filter 0 to 4, got {filter} in row {at}.");
    }

    // Before memory is taken for the pixels: can there be so many?
    private static void CheckLength(PngChunks chunks, (int X, int Y, int StepX, int StepY)[] passes, string name)
    {
        long packed = 0, needed = 0;
        foreach (ReadOnlyMemory<byte> part in chunks.Data)
            packed += part.Length;
        foreach ((int x, int y, int stepX, int stepY) in passes)
        {
            int width = Steps(chunks.Header.Width, x, stepX);
            if (width > 0)
                needed += Steps(chunks.Header.Height, y, stepY) * (1 + chunks.Header.RowBytes(width));
        }
        if (needed > packed * MostDeflate)
            throw ImageFormatException.In(name, $"the PNG file's pixels are cut short: {packed} bytes cannot hold {chunks.Header.Width} x {chunks.Header.Height} of them.");
    }

    private static int Steps(int length, int from, int step) => length <= from ? 0 : (length - from - 1) / step + 1;
}
