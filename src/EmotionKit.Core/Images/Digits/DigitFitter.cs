namespace EmotionKit.Images;

/// <summary>Brings images of digits to the form of MNIST: ink 255 on paper 0, of one size, and as the options say cropped, scaled and centred.</summary>
/// <remarks>Immutable: any number of threads may use one at a time.</remarks>
public sealed class DigitFitter
{
    private const float White = 255;

    private readonly DigitImageOptions _options;

    /// <summary>Makes a fitter.</summary>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public DigitFitter(DigitImageOptions? options = null)
    {
        _options = options ?? new DigitImageOptions();
        _options.Validate();
    }

    /// <summary>Values of the result: Size * Size.</summary>
    public int Length => _options.Size * _options.Size;

    /// <summary>Fits one image. An image without ink, all of one grey, gives zeros.</summary>
    /// <param name="image">The image, 0 (black) to 255 (white).</param>
    /// <param name="digit">Receives [row, column], <see cref="Length"/> values.</param>
    /// <exception cref="ArgumentException"><paramref name="digit"/> has another length, or with <see cref="DigitFit.None"/> the image another size.</exception>
    public void Fit(GrayImage image, Span<float> digit)
    {
        ArgumentNullException.ThrowIfNull(image);
        Check.Length(digit.Length, Length, nameof(digit));
        int size = _options.Size;
        if (_options.Fit == DigitFit.None && (image.Height != size || image.Width != size))
            throw new ArgumentException($"image: expected {size} x {size} pixels, got {image.Width} x {image.Height}; set Fit to scale it.", nameof(image));
        float[] ink = InkOf(image);
        switch (_options.Fit)
        {
            case DigitFit.None:
                ink.CopyTo(digit);
                break;
            case DigitFit.Stretch:
                Resize.Triangle(ink, image.Height, image.Width, size, size).CopyTo(digit);
                break;
            default:
                Center(ink, image.Height, image.Width, digit);
                break;
        }
    }

    private float[] InkOf(GrayImage image)
    {
        float[] pixels = image.Pixels;
        bool isDark = _options.Ink == DigitInk.Dark || (_options.Ink == DigitInk.Auto && HasLightPaper(image));
        return isDark ? Array.ConvertAll(pixels, static value => White - value) : pixels;
    }

    private static bool HasLightPaper(GrayImage image)
    {
        float least = float.MaxValue, greatest = float.MinValue;
        foreach (float value in image.Pixels)
        {
            least = Math.Min(least, value);
            greatest = Math.Max(greatest, value);
        }
        // One grey all over has no ink: it is paper, light or dark.
        return least == greatest ? least > White / 2 : MedianOfBorder(image.Pixels, image.Height, image.Width) > (least + greatest) / 2;
    }

    private static float MedianOfBorder(float[] pixels, int height, int width)
    {
        var border = new List<float>(2 * (height + width));
        for (int x = 0; x < width; x++)
        {
            border.Add(pixels[x]);
            border.Add(pixels[(height - 1) * width + x]);
        }
        for (int y = 0; y < height; y++)
        {
            border.Add(pixels[y * width]);
            border.Add(pixels[y * width + width - 1]);
        }
        border.Sort();
        return border[border.Count / 2];
    }

    private void Center(float[] ink, int height, int width, Span<float> digit)
    {
        digit.Clear();
        float paper = MedianOfBorder(ink, height, width), strongest = float.MinValue;
        foreach (float value in ink)
            strongest = Math.Max(strongest, value);
        if (strongest <= paper)
            return;
        (int left, int top, int right, int bottom) = BoundsOf(ink, height, width, paper + (strongest - paper) * (float)_options.InkThreshold);
        int wide = right - left + 1, high = bottom - top + 1;
        float[] box = new float[wide * high];
        float scale = White / (strongest - paper);
        for (int y = 0; y < high; y++)
        {
            for (int x = 0; x < wide; x++)
                box[y * wide + x] = Math.Max(0, ink[(top + y) * width + left + x] - paper) * scale;
        }
        double factor = (double)_options.Box / Math.Max(wide, high);
        int toWide = Math.Clamp((int)Math.Round(wide * factor), 1, _options.Box), toHigh = Math.Clamp((int)Math.Round(high * factor), 1, _options.Box);
        if (toWide != wide || toHigh != high)
            box = Resize.Triangle(box, high, wide, toHigh, toWide);
        Place(box, toHigh, toWide, digit);
    }

    private static (int Left, int Top, int Right, int Bottom) BoundsOf(float[] ink, int height, int width, float least)
    {
        int left = width, top = height, right = -1, bottom = -1;
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                if (!(ink[y * width + x] > least))
                    continue;
                left = Math.Min(left, x);
                right = Math.Max(right, x);
                top = Math.Min(top, y);
                bottom = y;
            }
        }
        return (left, top, right, bottom);
    }

    // By whole pixels, so that nothing is blurred, and not beyond the field. The centre of mass comes to lie in the pixel right of and below
    // the middle, as it does in every image of MNIST.
    private void Place(float[] box, int height, int width, Span<float> digit)
    {
        double sum = 0, sumX = 0, sumY = 0;
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                double value = box[y * width + x];
                sum += value;
                sumX += value * (x + 0.5);
                sumY += value * (y + 0.5);
            }
        }
        int size = _options.Size;
        int left = Math.Clamp((int)Math.Ceiling(size / 2.0 - sumX / sum), 0, size - width);
        int top = Math.Clamp((int)Math.Ceiling(size / 2.0 - sumY / sum), 0, size - height);
        for (int y = 0; y < height; y++)
            box.AsSpan(y * width, width).CopyTo(digit.Slice((top + y) * size + left, width));
    }
}
