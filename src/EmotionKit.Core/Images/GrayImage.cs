namespace EmotionKit.Images;

/// <summary>A grey image: one value per pixel, 0 (black) to 255 (white), row after row from the top.</summary>
public sealed class GrayImage
{
    /// <summary>Takes pixels as an image.</summary>
    /// <param name="height">Rows, 1 or more.</param>
    /// <param name="width">Pixels in a row, 1 or more.</param>
    /// <param name="pixels">height * width values; the image keeps the array.</param>
    /// <exception cref="ArgumentException">A size is below 1, or the number of pixels is another.</exception>
    public GrayImage(int height, int width, float[] pixels)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        Height = Check.AtLeast(height, 1);
        Width = Check.AtLeast(width, 1);
        Check.Length(pixels.Length, checked(height * width), nameof(pixels));
        Pixels = pixels;
    }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>The values, [row, column].</summary>
    public float[] Pixels { get; }
}
