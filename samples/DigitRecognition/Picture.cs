namespace DigitRecognition;

/// <summary>What the model is asked.</summary>
internal sealed class Picture
{
    public string Path { get; set; } = "";
}
