using System.Buffers.Binary;

namespace EmotionKit.Images;

/// <summary>PGM, the Netpbm grey format: P2 (text) and P5 (binary), 8 and 16 bits. Where a file holds several images, the first.</summary>
internal static class PgmReader
{
    private const int Text = '2';
    private const int Binary = '5';

    public static bool Fits(ReadOnlySpan<byte> data) => data.Length >= 3 && data[0] == 'P' && data[1] is Text or Binary && (IsSpace(data[2]) || data[2] == '#');

    public static GrayImage Read(ReadOnlySpan<byte> data, ImageReadOptions options, string name)
    {
        int at = 2;
        int width = Number(data, ref at, name, "width"), height = Number(data, ref at, name, "height"), white = Number(data, ref at, name, "largest value");
        ImageReader.CheckSize(width, height, options, name);
        if (white is < 1 or > 65535)
            throw ImageFormatException.In(name, $"expected a PGM image whose largest value is 1 to 65535, got {white}.");
        int count = width * height;
        // Of text, a pixel needs a digit and a space but for the last.
        long needed = data[1] == Text ? 2L * count - 1 : (white > 255 ? 2L : 1L) * count;
        if (data[1] == Binary)
            at++;
        if (data.Length - at < needed)
            throw ImageFormatException.In(name, $"expected {width} x {height} pixels, the PGM image is cut short: {Math.Max(0, data.Length - at)} bytes are left for them.");
        float[] pixels = new float[count];
        float scale = 255f / white;
        for (int i = 0; i < count; i++)
        {
            int value = data[1] == Text ? Number(data, ref at, name, "pixel")
                : white > 255 ? BinaryPrimitives.ReadUInt16BigEndian(data[(at + 2 * i)..])
                : data[at + i];
            if (value > white)
                throw ImageFormatException.In(name, $"expected pixels of at most {white}, as the PGM header says, got {value} at pixel {i}.");
            pixels[i] = value * scale;
        }
        return new GrayImage(height, width, pixels);
    }

    // White space and comments, then digits; what ends them is left.
    private static int Number(ReadOnlySpan<byte> data, ref int at, string name, string what)
    {
        while (at < data.Length && (IsSpace(data[at]) || data[at] == '#'))
        {
            if (data[at++] != '#')
                continue;
            while (at < data.Length && data[at] is not ((byte)'\n' or (byte)'\r'))
                at++;
        }
        int start = at;
        long value = 0;
        while (at < data.Length && data[at] is >= (byte)'0' and <= (byte)'9' && value <= int.MaxValue)
            value = 10 * value + (data[at++] - '0');
        if (at == start || value > int.MaxValue || (at < data.Length && !IsSpace(data[at]) && data[at] != '#'))
            throw ImageFormatException.At(name, start, $"expected the {what} of a PGM image, a whole number{(at == data.Length ? ", the file ends" : "")}.");
        return (int)value;
    }

    private static bool IsSpace(byte value) => value is (byte)' ' or (>= 9 and <= 13);
}
