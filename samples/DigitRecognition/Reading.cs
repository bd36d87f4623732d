namespace DigitRecognition;

/// <summary>What the model answers.</summary>
internal sealed class Reading
{
    public string Digit { get; set; } = "";

    /// <summary>The probability of each digit, 0 to 9.</summary>
    public float[] Score { get; set; } = [];

    /// <summary>The picture as the network sees it: 28 x 28, 0 (paper) to 255 (ink).</summary>
    public float[] Image { get; set; } = [];
}
