namespace EmotionKit.Images;

/// <summary>How <see cref="ImageReader"/> reads.</summary>
public sealed record ImageReadOptions
{
    /// <summary>Pixels of an image above which reading fails rather than fill the memory, 1 to 2^27. Default 2^26: 8192 x 8192.</summary>
    public int MaxPixels { get; init; } = 1 << 26;

    /// <summary>What transparent pixels lie on, 0 (black) to 255 (white). Default 255: paper.</summary>
    public double Behind { get; init; } = 255;

    internal static ImageReadOptions Default { get; } = new();

    /// <summary>Checks the values.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public void Validate()
    {
        Check.InRange(MaxPixels, 1, 1 << 27);
        Check.InRange(Behind, 0.0, 255.0);
    }
}
