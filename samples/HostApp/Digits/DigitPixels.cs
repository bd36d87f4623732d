using System.Text;

namespace HostApp;

/// <summary>A picture as JSON, for programs that have pixels and no file: 0 is black, 255 white; light ink on dark is recognised too.</summary>
/// <param name="Width">Pixels of a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Pixels">Row by row, <paramref name="Width"/> * <paramref name="Height"/> values.</param>
internal sealed record DigitPixels(int Width, int Height, int[] Pixels)
{
    /// <summary>The same picture as a PGM file, which the model reads.</summary>
    /// <exception cref="RefusedException">The sizes do not fit.</exception>
    public byte[] ToPgm()
    {
        if (Pixels is null || Width < 1 || Height < 1 || (long)Width * Height != Pixels.Length)
            throw new RefusedException(StatusCodes.Status422UnprocessableEntity, $"expected width * height pixels, got {Width} * {Height} and {Pixels?.Length ?? 0} pixels.");
        if (Array.FindIndex(Pixels, value => value is < 0 or > 255) is >= 0 and int at)
            throw new RefusedException(StatusCodes.Status422UnprocessableEntity, $"expected pixels from 0 to 255, got {Pixels[at]} at {at}.");
        return [.. Encoding.ASCII.GetBytes($"P5 {Width} {Height} 255\n"), .. Pixels.Select(value => (byte)value)];
    }
}
