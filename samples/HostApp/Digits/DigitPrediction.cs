namespace HostApp;

/// <summary>The columns of the digit model that are wanted.</summary>
internal sealed class DigitPrediction
{
    public string Digit { get; set; } = "";

    public float[] Score { get; set; } = [];

    /// <summary>What the network looks at: 28 x 28, ink 255 on paper 0.</summary>
    public float[] Image { get; set; } = [];
}
