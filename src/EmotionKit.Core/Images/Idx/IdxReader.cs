using System.Buffers.Binary;
using System.IO.Compression;

namespace EmotionKit.Images.Idx;

/// <summary>Reads IDX files of bytes (LeCun, Cortes and Burges: the MNIST database), plain or gzipped; by content, not by name.</summary>
/// <remarks>Memory follows what the file really holds: a header that lies, or a gzip file that unpacks without end, is an error after at most
/// <see cref="MaxBytes"/> bytes.</remarks>
internal static class IdxReader
{
    /// <summary>What a file may hold.</summary>
    public const int MaxBytes = 1 << 30;

    private const byte UnsignedBytes = 8;
    private const int MaxDimensions = 4;
    private const int FirstBlock = 1 << 20;

    /// <summary>Whether a file begins as an IDX file of bytes does; gzipped ones are not looked into.</summary>
    public static bool Fits(ReadOnlySpan<byte> beginning) => beginning is [0, 0, UnsignedBytes, >= 1 and <= MaxDimensions, ..];

    /// <exception cref="ImageFormatException">The file is no IDX file of bytes, or does not hold what it says.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    public static IdxArray Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, FileOptions.SequentialScan);
        return Read(file, path);
    }

    /// <param name="stream">A seekable stream.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <param name="maxBytes">The most that the file may hold, up to <see cref="MaxBytes"/>; a header that promises more is refused before anything is unpacked.</param>
    /// <exception cref="ImageFormatException">As <see cref="Read(string)"/>.</exception>
    public static IdxArray Read(Stream stream, string name, int maxBytes = MaxBytes)
    {
        Span<byte> magic = stackalloc byte[2];
        long start = stream.Position;
        int read = stream.ReadAtLeast(magic, 2, throwOnEndOfStream: false);
        stream.Position = start;
        if (read < 2 || !magic.SequenceEqual((ReadOnlySpan<byte>)[0x1f, 0x8b]))
            return ReadPlain(stream, name, maxBytes);
        try
        {
            using var unpacked = new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true);
            return ReadPlain(unpacked, name, maxBytes);
        }
        catch (InvalidDataException e)
        {
            throw new ImageFormatException($"{name}: the gzip file is damaged: {e.Message}", e);
        }
    }

    private static IdxArray ReadPlain(Stream stream, string name, int maxBytes)
    {
        Span<byte> magic = stackalloc byte[4];
        int read = stream.ReadAtLeast(magic, 4, throwOnEndOfStream: false);
        if (read < 4 || magic[0] != 0 || magic[1] != 0)
            throw ImageFormatException.In(name, $"expected an IDX file, which begins with two zero bytes, a type and a number of dimensions; got {Hex(magic[..read])}.");
        if (magic[2] != UnsignedBytes)
            throw ImageFormatException.In(name, $"expected an IDX file of unsigned bytes (type 0x08), got type 0x{magic[2]:x2}.");
        if (magic[3] is 0 or > MaxDimensions)
            throw ImageFormatException.In(name, $"expected an IDX file of 1 to {MaxDimensions} dimensions, got {magic[3]}.");
        int[] dimensions = new int[magic[3]];
        long length = 1;
        for (int i = 0; i < dimensions.Length; i++)
        {
            if (stream.ReadAtLeast(magic, 4, throwOnEndOfStream: false) < 4)
                throw ImageFormatException.In(name, "the IDX file ends within its header.");
            uint size = BinaryPrimitives.ReadUInt32BigEndian(magic);
            length = size > maxBytes ? long.MaxValue : length * size;
            if (length > maxBytes)
                throw ImageFormatException.In(name, $"expected an IDX file of at most {maxBytes} bytes, got a header that promises more.");
            dimensions[i] = (int)size;
        }
        byte[] values = ReadValues(stream, (int)length, name);
        if (stream.ReadByte() >= 0)
            throw ImageFormatException.In(name, $"expected {length} bytes, as the IDX header says, got more.");
        return new IdxArray(dimensions, values);
    }

    private static byte[] ReadValues(Stream stream, int length, string name)
    {
        byte[] values = new byte[Math.Min(length, FirstBlock)];
        int filled = 0;
        while (filled < length)
        {
            if (filled == values.Length)
                Array.Resize(ref values, (int)Math.Min(length, 2L * values.Length));
            int read = stream.Read(values, filled, values.Length - filled);
            if (read == 0)
                throw ImageFormatException.In(name, $"expected {length} bytes, as the IDX header says, got {filled}: the file is cut short.");
            filled += read;
        }
        return values;
    }

    private static string Hex(ReadOnlySpan<byte> bytes) => bytes.IsEmpty ? "an empty file" : Convert.ToHexStringLower(bytes);
}
