using System.Buffers.Binary;

namespace EmotionKit.Images.Png;

/// <summary>What the first chunk of a PNG says (W3C PNG, third edition, 11.2.1).</summary>
internal readonly record struct PngHeader(int Width, int Height, int Depth, PngColor Color, bool IsInterlaced)
{
    public const int Bytes = 13;

    /// <summary>Samples of a pixel.</summary>
    public int Channels => Color switch
    {
        PngColor.Gray or PngColor.Indexed => 1,
        PngColor.GrayAlpha => 2,
        PngColor.Rgb => 3,
        _ => 4,
    };

    public int BitsPerPixel => Channels * Depth;

    /// <summary>Bytes from a byte to the one of the pixel before, for filters.</summary>
    public int BytesPerPixel => Math.Max(1, BitsPerPixel / 8);

    /// <summary>Bytes of a row of so many pixels, without its filter.</summary>
    public long RowBytes(int width) => ((long)width * BitsPerPixel + 7) / 8;

    public static PngHeader Parse(ReadOnlySpan<byte> data, ImageReadOptions options, string name)
    {
        if (data.Length != Bytes)
            throw ImageFormatException.In(name, $"expected a PNG header of {Bytes} bytes, got {data.Length}.");
        uint width = BinaryPrimitives.ReadUInt32BigEndian(data), height = BinaryPrimitives.ReadUInt32BigEndian(data[4..]);
        ImageReader.CheckSize(width, height, options, name);
        int depth = data[8], color = data[9];
        bool fits = color switch
        {
            (int)PngColor.Gray => depth is 1 or 2 or 4 or 8 or 16,
            (int)PngColor.Indexed => depth is 1 or 2 or 4 or 8,
            (int)PngColor.Rgb or (int)PngColor.GrayAlpha or (int)PngColor.Rgba => depth is 8 or 16,
            _ => false,
        };
        if (!fits)
            throw ImageFormatException.In(name, $"expected a colour type and depth that PNG has, got colour type {color} with {depth} bits.");
        if (data[10] != 0 || data[11] != 0 || data[12] > 1)
            throw ImageFormatException.In(name, $"expected PNG's compression 0, filter 0 and interlace 0 or 1, got {data[10]}, {data[11]} and {data[12]}.");
        return new PngHeader((int)width, (int)height, depth, (PngColor)color, data[12] == 1);
    }
}
