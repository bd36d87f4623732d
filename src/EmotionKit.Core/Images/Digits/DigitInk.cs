namespace EmotionKit.Images;

/// <summary>Which side of an image is the ink; results are ink 255 on paper 0, as in MNIST.</summary>
public enum DigitInk
{
    /// <summary>Found from the border: where most of it is lighter than the middle between the image's darkest and lightest pixel, the ink is dark.</summary>
    Auto,

    /// <summary>Light ink on dark paper, as in MNIST.</summary>
    Light,

    /// <summary>Dark ink on light paper, as on real paper.</summary>
    Dark,
}
