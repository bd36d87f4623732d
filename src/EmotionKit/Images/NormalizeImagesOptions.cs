namespace EmotionKit.Images;

/// <summary>Options of <c>ml.Transforms.NormalizeImages</c>.</summary>
public sealed record NormalizeImagesOptions
{
    /// <summary>What pixels become. Default <see cref="ImageNormalization.UnitRange"/>.</summary>
    public ImageNormalization Kind { get; init; } = ImageNormalization.UnitRange;

    /// <summary>The value that <see cref="ImageNormalization.UnitRange"/> makes 1, above 0. Default 255.</summary>
    public double White { get; init; } = 255;

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range; the message names it.</exception>
    public void Validate()
    {
        Check.Defined(Kind);
        Check.InRange(White, 1e-30, 1e30);
    }
}
