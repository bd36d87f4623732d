using EmotionKit.Images.Idx;
using EmotionKit.Images.Png;

namespace EmotionKit.Images;

/// <summary>
/// Reads images as grey: PNG (every colour type and depth, interlaced too), BMP (1 to 32 bits, uncompressed), PGM (P2 and P5) and IDX files of one image.
/// The kind is found from the content, never from the name.
/// </summary>
/// <remarks>Colours become grey by ITU-R BT.601; transparent pixels lie on <see cref="ImageReadOptions.Behind"/>; gamma and colour profiles are
/// not applied. Memory follows what a file holds, not what its header claims.</remarks>
public static class ImageReader
{
    /// <summary>Files above this are refused before they are read.</summary>
    private const long MaxFileBytes = 1L << 30;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file; its extension does not matter.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    /// <returns>The image.</returns>
    /// <exception cref="ImageFormatException">The file is no image of these kinds, is damaged, or is larger than
    /// <see cref="ImageReadOptions.MaxPixels"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a folder.</exception>
    public static GrayImage Read(string path, ImageReadOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        if (file.Length > MaxFileBytes)
            throw ImageFormatException.In(path, $"expected an image file of at most {MaxFileBytes} bytes, got {file.Length}.");
        byte[] data = new byte[file.Length];
        int read = file.ReadAtLeast(data, data.Length, throwOnEndOfStream: false);
        return Read(data.AsMemory(0, read), options, path);
    }

    /// <summary>Reads an image that lies in memory.</summary>
    /// <param name="data">The bytes of the file.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <returns>The image.</returns>
    /// <exception cref="ImageFormatException">As <see cref="Read(string, ImageReadOptions?)"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static GrayImage Read(ReadOnlyMemory<byte> data, ImageReadOptions? options = null, string? name = null)
    {
        options ??= ImageReadOptions.Default;
        options.Validate();
        name ??= "image in memory";
        ReadOnlySpan<byte> bytes = data.Span;
        if (PngReader.Fits(bytes))
            return PngReader.Read(data, options, name);
        if (BmpReader.Fits(bytes))
            return BmpReader.Read(bytes, options, name);
        if (PgmReader.Fits(bytes))
            return PgmReader.Read(bytes, options, name);
        if (IdxReader.Fits(bytes) || bytes.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]))
            return OneOf(IdxReader.Read(new MemoryStream(data.ToArray(), writable: false), name, (int)Math.Min(options.MaxPixels, IdxReader.MaxBytes)), options, name);
        throw ImageFormatException.In(name, $"expected PNG, BMP, PGM (P2 or P5) or IDX, got {(bytes.IsEmpty ? "an empty file" : KindOf(bytes))}: save it as PNG.");
    }

    /// <summary>Fails where an image is larger than it may be.</summary>
    internal static void CheckSize(long width, long height, ImageReadOptions options, string name)
    {
        if (width < 1 || height < 1)
            throw ImageFormatException.In(name, $"expected an image of at least one pixel, got {width} x {height}.");
        if (width > options.MaxPixels || height > options.MaxPixels || width * height > options.MaxPixels)
            throw ImageFormatException.In(name, $"expected at most {options.MaxPixels} pixels ({nameof(ImageReadOptions.MaxPixels)}), got {width} x {height}.");
    }

    private static GrayImage OneOf(IdxArray array, ImageReadOptions options, string name)
    {
        int[] d = array.Dimensions;
        if (d.Length == 3 && d[0] != 1)
            throw ImageFormatException.In(name, $"expected an IDX file of one image, got {d[0]} images: load them with ml.Data.LoadDigitImages.");
        if (d.Length is not (2 or 3))
            throw ImageFormatException.In(name, $"expected an IDX file of one image (height, width), got the dimensions {string.Join(" x ", d)}.");
        CheckSize(d[^1], d[^2], options, name);
        return new GrayImage(d[^2], d[^1], Array.ConvertAll(array.Values, static value => (float)value));
    }

    private static string KindOf(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xff, 0xd8, 0xff, ..] => "a JPEG",
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "a GIF",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "a WebP",
        [(byte)'I', (byte)'I', 42, 0, ..] or [(byte)'M', (byte)'M', 0, 42, ..] => "a TIFF",
        [(byte)'P', >= (byte)'1' and <= (byte)'7', ..] => $"a Netpbm image of kind P{(char)bytes[1]}",
        _ => $"a file that begins with {Convert.ToHexStringLower(bytes[..Math.Min(8, bytes.Length)])}",
    };
}
