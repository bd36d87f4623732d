namespace EmotionKit.Cli.Digits;

/// <summary>A picture with its class, as a row.</summary>
internal sealed class Picture
{
    public string Path { get; set; } = "";

    public string Label { get; set; } = "";
}
