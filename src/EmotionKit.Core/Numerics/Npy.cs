using System.Runtime.InteropServices;

namespace EmotionKit.Numerics;

/// <summary>Reads and writes arrays as NumPy's <c>.npy</c> files (format versions 1 to 3; NumPy enhancement proposal 1).</summary>
public static class Npy
{
    /// <summary>Reads a file of booleans, integers or floats, of either byte order, in C or Fortran order.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The array; its values are in C order whatever the order in the file.</returns>
    /// <exception cref="InvalidDataException">The file is not a .npy file of such a type, or it is cut short.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static NpyArray Read(string path)
    {
        Check.NotEmpty(path);
        using FileStream stream = File.OpenRead(path);
        return Read(stream, path);
    }

    /// <summary>Reads an array from a stream's position; see <see cref="Read(string)"/>.</summary>
    /// <param name="stream">The stream; stays open.</param>
    /// <exception cref="InvalidDataException">The stream does not hold a .npy array of a known type, or it is cut short.</exception>
    public static NpyArray Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Read(stream, "stream");
    }

    /// <summary>Writes 32-bit floats, in C order.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="values">The values, last dimension fastest.</param>
    /// <param name="shape">The length of each dimension; none: one dimension.</param>
    /// <exception cref="ArgumentException">The shape does not have as many values.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, ReadOnlySpan<float> values, params ReadOnlySpan<int> shape)
    {
        Check.NotEmpty(path);
        byte[] header = Header("<f4", values.Length, shape);
        using FileStream stream = File.Create(path);
        WriteValues(stream, header, values);
    }

    /// <summary>Writes 64-bit floats.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="values">The values, last dimension fastest.</param>
    /// <param name="shape">The length of each dimension; none: one dimension.</param>
    /// <exception cref="ArgumentException">The shape does not have as many values.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, ReadOnlySpan<double> values, params ReadOnlySpan<int> shape)
    {
        Check.NotEmpty(path);
        byte[] header = Header("<f8", values.Length, shape);
        using FileStream stream = File.Create(path);
        WriteValues(stream, header, values);
    }

    /// <summary>Writes 32-bit floats to a stream's position.</summary>
    /// <param name="stream">Written from its position on; stays open.</param>
    /// <param name="values">The values, last dimension fastest.</param>
    /// <param name="shape">The length of each dimension; none: one dimension.</param>
    /// <exception cref="ArgumentException">The shape does not have as many values.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(Stream stream, ReadOnlySpan<float> values, params ReadOnlySpan<int> shape)
    {
        ArgumentNullException.ThrowIfNull(stream);
        WriteValues(stream, Header("<f4", values.Length, shape), values);
    }

    /// <summary>Writes 64-bit floats to a stream's position.</summary>
    /// <param name="stream">Written from its position on; stays open.</param>
    /// <param name="values">The values, last dimension fastest.</param>
    /// <param name="shape">The length of each dimension; none: one dimension.</param>
    /// <exception cref="ArgumentException">The shape does not have as many values.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(Stream stream, ReadOnlySpan<double> values, params ReadOnlySpan<int> shape)
    {
        ArgumentNullException.ThrowIfNull(stream);
        WriteValues(stream, Header("<f8", values.Length, shape), values);
    }

    /// <summary>Writes 64-bit integers.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <param name="values">The values, last dimension fastest.</param>
    /// <param name="shape">The length of each dimension; none: one dimension.</param>
    /// <exception cref="ArgumentException">The shape does not have as many values.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, ReadOnlySpan<long> values, params ReadOnlySpan<int> shape)
    {
        Check.NotEmpty(path);
        byte[] header = Header("<i8", values.Length, shape);
        using FileStream stream = File.Create(path);
        WriteValues(stream, header, values);
    }

    private static NpyArray Read(Stream stream, string name)
    {
        NpyHeader header = NpyHeader.Read(stream, name);
        Array values = header.DataType switch
        {
            "f4" => Values<float>(stream, header, name),
            "f8" => Values<double>(stream, header, name),
            "i1" => Values<sbyte>(stream, header, name),
            "u1" or "b1" => Values<byte>(stream, header, name),
            "i2" => Values<short>(stream, header, name),
            "u2" => Values<ushort>(stream, header, name),
            "i4" => Values<int>(stream, header, name),
            "u4" => Values<uint>(stream, header, name),
            _ => Values<long>(stream, header, name),
        };
        return new NpyArray(header.Shape, header.DataType, values);
    }

    private static T[] Values<T>(Stream stream, NpyHeader header, string name)
        where T : unmanaged
    {
        T[] values = ReadValues<T>(stream, header, name);
        if (header.BigEndian == BitConverter.IsLittleEndian && header.ElementBytes > 1)
            ReverseBytes(MemoryMarshal.AsBytes(values.AsSpan()), header.ElementBytes);
        return header.FortranOrder && header.Shape.Length > 1 ? ToCOrder(values, header.Shape) : values;
    }

    // A header may claim more than the file has: memory grows with what is really there.
    private static T[] ReadValues<T>(Stream stream, NpyHeader header, string name)
        where T : unmanaged
    {
        const int BlockValues = 1 << 20;
        T[] values = new T[Math.Min(header.Length, BlockValues)];
        int done = 0;
        while (true)
        {
            NpyHeader.ReadExactly(stream, MemoryMarshal.AsBytes(values.AsSpan(done)), name, "the values");
            done = values.Length;
            if (done == header.Length)
                return values;
            Array.Resize(ref values, (int)Math.Min(header.Length, 2L * done));
        }
    }

    private static void ReverseBytes(Span<byte> bytes, int elementBytes)
    {
        for (int i = 0; i < bytes.Length; i += elementBytes)
            bytes.Slice(i, elementBytes).Reverse();
    }

    private static T[] ToCOrder<T>(T[] values, int[] shape)
    {
        var result = new T[values.Length];
        int[] index = new int[shape.Length];
        foreach (T value in values)
        {
            int at = 0;
            for (int d = 0; d < shape.Length; d++)
                at = at * shape[d] + index[d];
            result[at] = value;
            for (int d = 0; d < shape.Length && ++index[d] == shape[d]; d++)
                index[d] = 0;
        }
        return result;
    }

    private static byte[] Header(string type, int length, ReadOnlySpan<int> shape)
    {
        if (shape.IsEmpty)
            return NpyHeader.Write(type, [length]);
        long total = 1;
        foreach (int dimension in shape)
            total *= Check.AtLeast(dimension, 0, nameof(shape));
        if (total != length)
            throw new ArgumentException($"shape: expected {length} values, got ({string.Join(", ", shape.ToArray())}), which is {total}.", nameof(shape));
        return NpyHeader.Write(type, shape);
    }

    private static void WriteValues<T>(Stream stream, byte[] header, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("Npy: writing is supported on little-endian machines only.");
        stream.Write(header);
        const int BlockValues = 1 << 20;
        for (int i = 0; i < values.Length; i += BlockValues)
            stream.Write(MemoryMarshal.AsBytes(values.Slice(i, Math.Min(BlockValues, values.Length - i))));
    }
}
