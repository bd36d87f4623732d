namespace EmotionKit.Images;

/// <summary>How an image of a digit is brought to the size of <see cref="DigitImageOptions.Size"/>.</summary>
public enum DigitFit
{
    /// <summary>As MNIST was made: the ink's bounding box is scaled to fit a box of 20 x 20, its shape kept, and put into the field of 28 x 28 with
    /// its centre of mass in the middle (LeCun et al., 1998). The paper becomes 0, the strongest ink 255.</summary>
    Mnist,

    /// <summary>The whole image is scaled, its shape not kept.</summary>
    Stretch,

    /// <summary>The image must have the size already.</summary>
    None,
}
