namespace EmotionKit.Images;

/// <summary>How images of digits become what a network learned on MNIST expects.</summary>
public sealed record DigitImageOptions
{
    /// <summary>Rows and columns of the result, 1 to 1024. Default 28.</summary>
    public int Size { get; init; } = 28;

    /// <summary>How the image is brought to that size. Default <see cref="DigitFit.Mnist"/>.</summary>
    public DigitFit Fit { get; init; } = DigitFit.Mnist;

    /// <summary>With <see cref="DigitFit.Mnist"/>: rows and columns of the box that the ink is scaled to, 1 to <see cref="Size"/>. Default 20.</summary>
    public int Box { get; init; } = 20;

    /// <summary>Which side of the image is the ink. Default <see cref="DigitInk.Auto"/>.</summary>
    public DigitInk Ink { get; init; } = DigitInk.Auto;

    /// <summary>With <see cref="DigitFit.Mnist"/>: how far from paper to the strongest ink a pixel must be to count for the bounding box, 0 to below 1;
    /// more for noisy photographs. Default 0.05.</summary>
    public double InkThreshold { get; init; } = 0.05;

    /// <summary>Pixels of a file above which reading fails rather than fill the memory, 1 to 2^27. Default 2^26.</summary>
    public int MaxPixels { get; init; } = 1 << 26;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range; the message names it.</exception>
    public void Validate()
    {
        Check.InRange(Size, 1, 1024);
        Check.Defined(Fit);
        Check.InRange(Box, 1, Size);
        Check.Defined(Ink);
        Check.InRange(InkThreshold, 0.0, 0.99);
        new ImageReadOptions { MaxPixels = MaxPixels }.Validate();
    }
}
