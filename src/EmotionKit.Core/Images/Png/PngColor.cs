namespace EmotionKit.Images.Png;

/// <summary>What a PNG's samples are.</summary>
internal enum PngColor
{
    Gray = 0,
    Rgb = 2,
    Indexed = 3,
    GrayAlpha = 4,
    Rgba = 6,
}
