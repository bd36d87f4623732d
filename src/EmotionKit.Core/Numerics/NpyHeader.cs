using System.Globalization;
using System.Text;

namespace EmotionKit.Numerics;

/// <summary>The header of a <c>.npy</c> file (NumPy enhancement proposal 1): element type, memory order, shape.</summary>
internal sealed record NpyHeader(string DataType, bool BigEndian, bool FortranOrder, int[] Shape, int Length)
{
    private const int MaxHeaderBytes = 1 << 16;
    private static readonly string[] Known = ["f4", "f8", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "b1"];

    public int ElementBytes => DataType[1] - '0';

    public static NpyHeader Read(Stream stream, string name)
    {
        Span<byte> start = stackalloc byte[12];
        ReadExactly(stream, start[..10], name, "the first 10 bytes");
        if (start[0] != 0x93 || !start[1..6].SequenceEqual("NUMPY"u8))
            throw Error(name, $"expected the NumPy signature 93 4E 55 4D 50 59, got {Convert.ToHexString(start[..6])}");
        int version = start[6];
        int length;
        if (version == 1)
        {
            length = start[8] | start[9] << 8;
        }
        else if (version is 2 or 3)
        {
            ReadExactly(stream, start[10..12], name, "the header length");
            uint wide = (uint)(start[8] | start[9] << 8 | start[10] << 16) | (uint)start[11] << 24;
            if (wide > MaxHeaderBytes)
                throw Error(name, $"expected a header of at most {MaxHeaderBytes} bytes, got {wide}");
            length = (int)wide;
        }
        else
        {
            throw Error(name, $"expected format version 1, 2 or 3, got {version}");
        }
        byte[] text = new byte[length];
        ReadExactly(stream, text, name, "the header");
        return Parse(Encoding.UTF8.GetString(text), name);
    }

    public static byte[] Write(string dataType, ReadOnlySpan<int> shape)
    {
        var text = new StringBuilder($"{{'descr': '{dataType}', 'fortran_order': False, 'shape': (");
        for (int i = 0; i < shape.Length; i++)
            text.Append(CultureInfo.InvariantCulture, $"{shape[i]}{(i < shape.Length - 1 ? ", " : shape.Length == 1 ? "," : "")}");
        text.Append("), }");
        // Magic, version and length take 10 bytes; the data starts at a multiple of 64, after a line feed.
        int padded = (10 + text.Length + 1 + 63) / 64 * 64 - 10;
        text.Append(' ', padded - text.Length - 1).Append('\n');
        byte[] header = new byte[10 + padded];
        header[0] = 0x93;
        "NUMPY"u8.CopyTo(header.AsSpan(1));
        header[6] = 1;
        header[8] = (byte)padded;
        header[9] = (byte)(padded >> 8);
        Encoding.ASCII.GetBytes(text.ToString(), header.AsSpan(10));
        return header;
    }

    internal static InvalidDataException Error(string name, string what) => new($"{name}: not a readable .npy file: {what}.");

    internal static void ReadExactly(Stream stream, Span<byte> target, string name, string what)
    {
        int got = stream.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
        if (got < target.Length)
            throw Error(name, $"expected {target.Length} bytes for {what}, got {got} before the end");
    }

    private static NpyHeader Parse(string text, string name)
    {
        string type = Quoted(text, "descr", name);
        if (type.Length != 3 || !Known.Contains(type[1..]))
            throw Error(name, $"expected an element type of {string.Join(", ", Known)}, got '{type}'");
        if (!"<>|=".Contains(type[0]))
            throw Error(name, $"expected the byte order <, > or |, got '{type[0]}'");
        string order = After(text, "fortran_order", name);
        bool fortran = order.StartsWith("True", StringComparison.Ordinal);
        if (!fortran && !order.StartsWith("False", StringComparison.Ordinal))
            throw Error(name, "expected fortran_order True or False");
        string shapeText = After(text, "shape", name);
        int end = shapeText.IndexOf(')');
        if (!shapeText.StartsWith('(') || end < 0)
            throw Error(name, "expected a shape in parentheses");
        string[] parts = shapeText[1..end].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        int[] shape = new int[parts.Length];
        long total = 1;
        for (int i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out shape[i]))
                throw Error(name, $"expected dimensions of 0 to {int.MaxValue}, got '{parts[i]}'");
            total *= shape[i];
            if (total > Array.MaxLength)
                throw Error(name, $"expected at most {Array.MaxLength} values, got a shape of ({shapeText[1..end]})");
        }
        return new NpyHeader(type[1..], type[0] == '>', fortran, shape, (int)total);
    }

    private static string Quoted(string text, string key, string name)
    {
        string rest = After(text, key, name);
        int end = rest.Length > 1 ? rest.IndexOf(rest[0], 1) : -1;
        if (end < 0 || rest[0] is not ('\'' or '"'))
            throw Error(name, $"expected a quoted string for {key}");
        return rest[1..end];
    }

    private static string After(string text, string key, string name)
    {
        int at = text.IndexOf($"'{key}'", StringComparison.Ordinal);
        int colon = at < 0 ? -1 : text.IndexOf(':', at);
        if (colon < 0)
            throw Error(name, $"expected '{key}' in the header");
        return text[(colon + 1)..].TrimStart();
    }
}
