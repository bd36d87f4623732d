namespace EmotionKit.Images;

/// <summary>What <c>ml.Transforms.NormalizeImages</c> makes of pixels.</summary>
public enum ImageNormalization
{
    /// <summary>0 to 1: every value divided by <see cref="NormalizeImagesOptions.White"/>. Nothing is learned.</summary>
    UnitRange,

    /// <summary>Mean 0 and standard deviation 1 of every channel, over all pixels of the images fitted on.</summary>
    Standardize,
}
