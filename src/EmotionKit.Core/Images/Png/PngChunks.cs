using System.Buffers.Binary;
using System.Text;

namespace EmotionKit.Images.Png;

/// <summary>The chunks of a PNG that its pixels need, each checked by its CRC.</summary>
internal sealed class PngChunks
{
    private const int Frame = 12;
    private const int MaxPalette = 256;

    public PngHeader Header { get; private set; }

    /// <summary>Red, green, blue of every colour of the palette; empty without one.</summary>
    public ReadOnlyMemory<byte> Palette { get; private set; }

    /// <summary>The transparency chunk; empty without one.</summary>
    public ReadOnlyMemory<byte> Transparency { get; private set; }

    /// <summary>The parts of the compressed pixels.</summary>
    public List<ReadOnlyMemory<byte>> Data { get; } = [];

    /// <param name="file">The file, from its first chunk on.</param>
    /// <param name="offset">Where that is in the file, for messages.</param>
    /// <param name="options">Limits.</param>
    /// <param name="name">What to call it in messages.</param>
    public static PngChunks Read(ReadOnlyMemory<byte> file, int offset, ImageReadOptions options, string name)
    {
        var chunks = new PngChunks();
        bool isFirst = true, dataEnded = false;
        for (int at = 0; ;)
        {
            ReadOnlySpan<byte> rest = file.Span[at..];
            if (rest.Length < Frame)
                throw ImageFormatException.At(name, offset + at, "the PNG file is cut short: it has no IEND chunk.");
            uint length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (length > rest.Length - Frame)
                throw ImageFormatException.At(name, offset + at, $"expected a PNG chunk of {length} bytes, the file is cut short: {rest.Length - Frame} bytes follow.");
            ReadOnlySpan<byte> type = rest.Slice(4, 4);
            if (PngCrc.Of(rest.Slice(4, (int)length + 4)) != BinaryPrimitives.ReadUInt32BigEndian(rest[((int)length + 8)..]))
                throw ImageFormatException.At(name, offset + at, $"the PNG chunk '{Text(type)}' is damaged: its CRC is wrong.");
            ReadOnlyMemory<byte> content = file.Slice(at + 8, (int)length);
            at += Frame + (int)length;
            if (isFirst != type.SequenceEqual("IHDR"u8))
                throw ImageFormatException.In(name, isFirst ? $"expected the PNG chunk 'IHDR' first, got '{Text(type)}'." : "the PNG file has two headers.");
            if (isFirst)
                chunks.Header = PngHeader.Parse(content.Span, options, name);
            else if (type.SequenceEqual("IDAT"u8))
                chunks.AddData(content, dataEnded, name);
            else if (type.SequenceEqual("IEND"u8))
                return chunks.Complete(name);
            else if (type.SequenceEqual("PLTE"u8))
                chunks.SetPalette(content, name);
            else if (type.SequenceEqual("tRNS"u8))
                chunks.SetTransparency(content, name);
            else if ((type[0] & 0x20) == 0)
                throw ImageFormatException.In(name, $"the PNG file needs the chunk '{Text(type)}', which is not known here.");
            isFirst = false;
            dataEnded |= chunks.Data.Count > 0 && !type.SequenceEqual("IDAT"u8);
        }
    }

    private void AddData(ReadOnlyMemory<byte> content, bool dataEnded, string name)
    {
        if (dataEnded)
            throw ImageFormatException.In(name, "the PNG file's pixels are interrupted by another chunk.");
        if (Header.Color == PngColor.Indexed && Palette.IsEmpty)
            throw ImageFormatException.In(name, "the PNG file has colour numbers and no palette before them.");
        Data.Add(content);
    }

    private void SetPalette(ReadOnlyMemory<byte> content, string name)
    {
        if (!Palette.IsEmpty || Data.Count > 0)
            throw ImageFormatException.In(name, "expected one PNG palette before the pixels, got one after them or a second.");
        if (content.Length % 3 != 0 || content.Length is 0 or > 3 * MaxPalette)
            throw ImageFormatException.In(name, $"expected a PNG palette of 1 to {MaxPalette} colours of 3 bytes, got {content.Length} bytes.");
        Palette = content;
    }

    private void SetTransparency(ReadOnlyMemory<byte> content, string name)
    {
        int most = Header.Color switch
        {
            PngColor.Gray => 2,
            PngColor.Rgb => 6,
            PngColor.Indexed => Palette.Length / 3,
            _ => 0,
        };
        bool fits = Header.Color == PngColor.Indexed ? content.Length <= most : content.Length == most;
        if (!fits || Data.Count > 0 || most == 0)
            throw ImageFormatException.In(name, $"the PNG file has a transparency chunk of {content.Length} bytes where none, or another, may be.");
        Transparency = content;
    }

    private PngChunks Complete(string name) =>
        Data.Count > 0 ? this : throw ImageFormatException.In(name, "the PNG file ends before its pixels.");

    private static string Text(ReadOnlySpan<byte> type)
    {
        foreach (byte letter in type)
        {
            if (!char.IsAsciiLetter((char)letter))
                return Convert.ToHexStringLower(type);
        }
        return Encoding.ASCII.GetString(type);
    }
}
