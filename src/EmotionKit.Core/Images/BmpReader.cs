using System.Buffers.Binary;
using System.Numerics;

namespace EmotionKit.Images;

/// <summary>BMP: 1, 4 and 8 bits with a palette, 16, 24 and 32 bits with or without bit fields; bottom-up and top-down. Not compressed.</summary>
internal static class BmpReader
{
    private const int FileHeader = 14;
    private const int CoreHeader = 12;
    private const int InfoHeader = 40;
    private const int BitFields = 3;
    private const int AlphaBitFields = 6;

    public static bool Fits(ReadOnlySpan<byte> data) => data.StartsWith("BM"u8);

    public static GrayImage Read(ReadOnlySpan<byte> data, ImageReadOptions options, string name)
    {
        if (data.Length < FileHeader + CoreHeader)
            throw ImageFormatException.In(name, $"expected a BMP header of at least {FileHeader + CoreHeader} bytes, got {data.Length}.");
        uint pixelsAt = Word(data, 10), headerSize = Word(data, FileHeader);
        bool isCore = headerSize == CoreHeader;
        if (!isCore && headerSize is < InfoHeader or > 1 << 10)
            throw ImageFormatException.In(name, $"expected a BMP header of {CoreHeader} or {InfoHeader} bytes or more, got {headerSize}.");
        if (data.Length - FileHeader < headerSize)
            throw ImageFormatException.In(name, "the BMP file ends within its header.");
        long width = isCore ? Half(data, 18) : (int)Word(data, 18), height = isCore ? Half(data, 20) : (int)Word(data, 22);
        int bits = isCore ? Half(data, 24) : Half(data, 28), compression = isCore ? 0 : (int)Word(data, 30);
        ImageReader.CheckSize(width, Math.Abs(height), options, name);
        CheckKind(bits, compression, name);
        long stride = (width * bits + 31) / 32 * 4;
        if (pixelsAt > data.Length || data.Length - pixelsAt < stride * (Math.Abs(height) - 1) + (width * bits + 7) / 8)
            throw ImageFormatException.In(name, $"expected {width} x {Math.Abs(height)} pixels of {bits} bits from byte {pixelsAt} on, the BMP file is cut short: it has {data.Length} bytes.");

        var luminance = new Luminance(options.Behind);
        float[] palette = bits <= 8 ? Palette(data, FileHeader + (int)headerSize, (int)Math.Min(pixelsAt, data.Length), isCore ? 3 : 4, bits) : [];
        Fields fields = bits is 16 or 32 ? Fields.Read(data, bits, compression, headerSize, name) : default;
        float[] pixels = new float[width * Math.Abs(height)];
        for (int y = 0; y < Math.Abs(height); y++)
        {
            ReadOnlySpan<byte> row = data[(int)(pixelsAt + (height > 0 ? height - 1 - y : y) * stride)..];
            Span<float> target = pixels.AsSpan((int)(y * width), (int)width);
            if (bits <= 8)
                Indexed(row, bits, palette, target, name);
            else
                Colors(row, bits, fields, luminance, target);
        }
        return new GrayImage((int)Math.Abs(height), (int)width, pixels);
    }

    private static void CheckKind(int bits, int compression, string name)
    {
        if (bits is not (1 or 4 or 8 or 16 or 24 or 32))
            throw ImageFormatException.In(name, $"expected a BMP image of 1, 4, 8, 16, 24 or 32 bits per pixel, got {bits}.");
        if (compression != 0 && !(compression is BitFields or AlphaBitFields && bits is 16 or 32))
            throw ImageFormatException.In(name, $"expected an uncompressed BMP image, got compression {compression} with {bits} bits per pixel: save it uncompressed, or as PNG.");
    }

    // Files often leave out the colours that they do not use: what lies before the pixels is the palette.
    private static float[] Palette(ReadOnlySpan<byte> data, int from, int to, int entryBytes, int bits)
    {
        float[] palette = new float[Math.Min(1 << bits, Math.Max(0, to - from) / entryBytes)];
        for (int i = 0; i < palette.Length; i++)
        {
            ReadOnlySpan<byte> entry = data.Slice(from + i * entryBytes, 3);
            palette[i] = Luminance.Of(entry[2], entry[1], entry[0]);
        }
        return palette;
    }

    private static void Indexed(ReadOnlySpan<byte> row, int bits, float[] palette, Span<float> target, string name)
    {
        int perByte = 8 / bits, mask = (1 << bits) - 1;
        for (int x = 0; x < target.Length; x++)
        {
            int index = row[x / perByte] >> (8 - bits - x % perByte * bits) & mask;
            if (index >= palette.Length)
                throw ImageFormatException.In(name, $"expected colours of the BMP image's palette of {palette.Length}, got number {index}.");
            target[x] = palette[index];
        }
    }

    private static void Colors(ReadOnlySpan<byte> row, int bits, Fields fields, Luminance luminance, Span<float> target)
    {
        for (int x = 0; x < target.Length; x++)
        {
            if (bits == 24)
            {
                target[x] = Luminance.Of(row[3 * x + 2], row[3 * x + 1], row[3 * x]);
                continue;
            }
            uint pixel = bits == 16 ? Half(row, 2 * x) : Word(row, 4 * x);
            float gray = 255 * Luminance.Of(Fields.Part(pixel, fields.Red), Fields.Part(pixel, fields.Green), Fields.Part(pixel, fields.Blue));
            target[x] = fields.Alpha == 0 ? gray : luminance.Over(gray, Fields.Part(pixel, fields.Alpha));
        }
    }

    private static ushort Half(ReadOnlySpan<byte> data, int at) => BinaryPrimitives.ReadUInt16LittleEndian(data[at..]);

    private static uint Word(ReadOnlySpan<byte> data, int at) => BinaryPrimitives.ReadUInt32LittleEndian(data[at..]);

    /// <summary>Which bits of a pixel are which colour.</summary>
    private readonly record struct Fields(uint Red, uint Green, uint Blue, uint Alpha)
    {
        private const int MasksAt = FileHeader + InfoHeader;

        public static Fields Read(ReadOnlySpan<byte> data, int bits, int compression, uint headerSize, string name)
        {
            if (compression == 0)
                return bits == 16 ? new Fields(0x7c00, 0x3e0, 0x1f, 0) : new Fields(0xff0000, 0xff00, 0xff, 0);
            // Version 4 headers hold the mask of alpha too.
            bool hasAlpha = compression == AlphaBitFields || headerSize >= InfoHeader + 16;
            if (data.Length < MasksAt + (hasAlpha ? 16 : 12))
                throw ImageFormatException.In(name, "the BMP file ends within its bit fields.");
            var fields = new Fields(Word(data, MasksAt), Word(data, MasksAt + 4), Word(data, MasksAt + 8), hasAlpha ? Word(data, MasksAt + 12) : 0);
            if (fields.Red == 0 || fields.Green == 0 || fields.Blue == 0)
                throw ImageFormatException.In(name, $"expected bit fields for red, green and blue, got {fields.Red:x}, {fields.Green:x} and {fields.Blue:x}.");
            return fields;
        }

        /// <summary>0 to 1.</summary>
        public static float Part(uint pixel, uint mask)
        {
            int shift = BitOperations.TrailingZeroCount(mask);
            return (float)((double)((pixel & mask) >> shift) / (mask >> shift));
        }
    }
}
